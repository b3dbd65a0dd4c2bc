using System.Diagnostics;
using System.Globalization;
using NeuralOde.TestKit.Hosting;

namespace NeuralOde.Cli.Tests;

/// <summary>One run of the real program as a process of its own.</summary>
/// <param name="ExitCode">What it ended with.</param>
/// <param name="Output">Its standard output.</param>
/// <param name="Error">Its standard error.</param>
public sealed record ProgramRun(int ExitCode, string Output, string Error)
{
    private static readonly SemaphoreSlim Places = new(2);
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    /// <summary>Runs it to its end; at most two at a time.</summary>
    /// <param name="folder">The folder that it is started in.</param>
    /// <param name="arguments">Its command line.</param>
    public static Task<ProgramRun> Of(string folder, params string[] arguments) =>
        Of(folder, arguments, (_, _) => Task.CompletedTask);

    /// <summary>Runs it to its end, and does something to it meanwhile.</summary>
    /// <param name="folder">The folder that it is started in.</param>
    /// <param name="arguments">Its command line.</param>
    /// <param name="meanwhile">What is done; receives the process and each line of its standard error.</param>
    public static Task<ProgramRun> Of(
        string folder, string[] arguments, Func<Process, string, Task> meanwhile) =>
        ToEnd(Start(folder, "dotnet", [TestProgram.Assembly, .. arguments]), meanwhile);

    /// <summary>Runs it where bringing a file to the disk takes long.</summary>
    /// <param name="delay">How long each takes; strace makes it so.</param>
    /// <param name="folder">The folder that it is started in.</param>
    /// <param name="arguments">Its command line.</param>
    /// <param name="meanwhile">What is done; receives the process and each line of its standard error.</param>
    public static Task<ProgramRun> OnSlowDisk(
        TimeSpan delay, string folder, string[] arguments, Func<Process, string, Task> meanwhile)
    {
        // With -D the process that is started is the program itself, and strace stands behind it.
        var inject = string.Create(
            CultureInfo.InvariantCulture, $"inject=fsync,fdatasync:delay_enter={delay.TotalMicroseconds:F0}");
        string[] slowly = ["-D", "-f", "-o", "/dev/null", "-e", "trace=fsync,fdatasync", "-e", inject];
        return ToEnd(Start(folder, "strace", [.. slowly, "dotnet", TestProgram.Assembly, .. arguments]), meanwhile);
    }

    private static async Task<ProgramRun> ToEnd(ProcessStartInfo start, Func<Process, string, Task> meanwhile)
    {
        await Places.WaitAsync();
        try
        {
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEndAsync();
            var error = Lines(process, meanwhile);
            using var limit = new CancellationTokenSource(Limit);
            try
            {
                await process.WaitForExitAsync(limit.Token);
            }
            catch (OperationCanceledException late)
            {
                process.Kill();
                throw new TimeoutException($"{start.FileName} {string.Join(' ', start.ArgumentList)} did not end within {Limit}.", late);
            }

            return new(process.ExitCode, await output, await error);
        }
        finally
        {
            _ = Places.Release();
        }
    }

    private static async Task<string> Lines(Process process, Func<Process, string, Task> meanwhile)
    {
        var lines = new List<string>();
        while (await process.StandardError.ReadLineAsync() is { } line)
        {
            lines.Add(line);
            await meanwhile(process, line);
        }

        return string.Join('\n', lines);
    }

    private static ProcessStartInfo Start(string folder, string program, string[] arguments) => new(program, arguments)
    {
        WorkingDirectory = folder,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        Environment = { ["DOTNET_NOLOGO"] = "1", ["NO_COLOR"] = "1" },
    };
}
