using System.Diagnostics;
using System.Text.Json;
using NeuralOde.Cluster.Tests.Hosting;
using NeuralOde.TestKit.Hosting;

namespace NeuralOde.Cluster.Tests;

/// <summary>One run of the real program as a process of its own.</summary>
/// <param name="ExitCode">What it ended with.</param>
/// <param name="Output">Its standard output.</param>
/// <param name="Error">Its standard error.</param>
public sealed record ProgramRun(int ExitCode, string Output, string Error)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    /// <summary>The last line of its output, which <c>--json</c> makes an object.</summary>
    public JsonElement Result => JsonDocument.Parse(Output.TrimEnd().Split('\n')[^1]).RootElement;

    /// <summary>The SHA-256 of the parameters that it trained.</summary>
    public string Sha256 => Result.GetProperty("parametersSha256").GetString()!;

    /// <summary>Runs it to its end.</summary>
    public static async Task<ProgramRun> Of(params string[] arguments)
    {
        using var process = Start(arguments);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException late)
        {
            process.Kill();
            throw new TimeoutException($"neuralode {string.Join(' ', arguments)} did not end within {Limit}.", late);
        }

        return new(process.ExitCode, await output, await error);
    }

    /// <summary>Starts it.</summary>
    public static Process Start(params string[] arguments) => Start(NodePlace.Here, arguments);

    /// <summary>Starts it somewhere else.</summary>
    public static Process Start(NodePlace place, params string[] arguments)
    {
        string[] command = [.. place.Before, "dotnet", place.Program ?? TestProgram.Assembly, .. arguments];
        return Process.Start(new ProcessStartInfo(command[0], command[1..])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["DOTNET_NOLOGO"] = "1", ["NO_COLOR"] = "1" },
        })!;
    }
}
