using System.Diagnostics;
using NeuralOde.Core.Values;

namespace NeuralOde.Cli.Bench.Processes;

/// <summary>The program itself, as a process of its own; measured from its start.</summary>
internal static class NeuralodeProcess
{
    /// <summary>The seconds until it has ended.</summary>
    /// <param name="published">The folder of a published program; empty for the one that runs.</param>
    /// <param name="arguments">Its command line.</param>
    public static Result<double, Failure> SecondsToEnd(string published, params string[] arguments) =>
        Run(published, arguments, _ => false);

    /// <summary>The seconds until it wrote a line to standard error that begins so; it is ended then.</summary>
    /// <param name="published">The folder of a published program; empty for the one that runs.</param>
    /// <param name="beginning">How the line begins.</param>
    /// <param name="arguments">Its command line.</param>
    public static Result<double, Failure> SecondsToLine(
        string published, string beginning, params string[] arguments) =>
        Run(published, arguments, line => line.StartsWith(beginning, StringComparison.Ordinal));

    private static Result<double, Failure> Run(string published, string[] arguments, Predicate<string> isReached)
    {
        var start = StartOf(published, arguments);
        if (!File.Exists(start.FileName)) return NotThere(start.FileName);
        var begin = Stopwatch.GetTimestamp();
        using var process = Process.Start(start)!;
        _ = process.StandardOutput.ReadToEndAsync();
        var last = "";
        while (process.StandardError.ReadLine() is { } line)
        {
            if (isReached(last = line))
            {
                var reached = Stopwatch.GetElapsedTime(begin).TotalSeconds;
                process.Kill();
                process.WaitForExit();
                return reached;
            }
        }

        process.WaitForExit();
        var ended = Stopwatch.GetElapsedTime(begin).TotalSeconds;
        return process.ExitCode == 0 ? ended : Failed(start, process.ExitCode, last);
    }

    /// <summary>The program of the folder, or the one that runs: by its own name, or as what dotnet was given.</summary>
    private static ProcessStartInfo StartOf(string published, string[] arguments)
    {
        var own = Environment.ProcessPath!;
        var byHost = published.Length == 0 && Path.GetFileNameWithoutExtension(own) == "dotnet";
        string[] command = byHost
            ? [Path.Combine(AppContext.BaseDirectory, "neuralode.dll"), .. arguments]
            : arguments;
        return new(published.Length == 0 ? own : Path.Combine(published, "neuralode"), command)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
    }

    private static Failure NotThere(string program) => Failure.Usage(
        $"{program} is not there. Publish the program, and name the folder: --published DIR.");

    private static Failure Failed(ProcessStartInfo start, int code, string said) => new(
        ExitCode.Failed,
        $"{start.FileName} {string.Join(' ', start.ArgumentList)} ended with {code}: {said}");
}
