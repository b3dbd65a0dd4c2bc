using System.Globalization;
using Microsoft.Extensions.Configuration;
using NeuralOde.Actors;
using Serilog;
using Serilog.Core;
using Serilog.Debugging;
using Serilog.Events;
using Serilog.Formatting.Json;

namespace NeuralOde.Runtime.Logging;

/// <summary>Opens the log of a run: JSON lines in a rolling file, and readable lines on standard
/// error.</summary>
public static class RunLog
{
    private const long FileBytes = 64L << 20;
    private const int FilesKept = 16;
    private const string ConsoleLine = "{Timestamp:HH:mm:ss} {Level:u3} {Message:lj}{NewLine}{Exception}";

    /// <summary>What stands for the run in what a node writes while it has none.</summary>
    public static RunId NoRun { get; } = new("none");

    /// <summary>A log; dispose it to write what is still under way.</summary>
    /// <param name="run">The run, in the context of every event.</param>
    /// <param name="node">The machine and process, in the context of every event.</param>
    /// <param name="folder">Where <c>log.jsonl</c> and those it rolls into are written.</param>
    /// <param name="onConsole">What is written on standard error: this level and above.</param>
    /// <param name="least">What is written at all: this level and above.</param>
    public static Logger Open(
        RunId run,
        string node,
        string folder,
        LogEventLevel onConsole,
        LogEventLevel least = LogEventLevel.Information) => Context(run, node)
        .MinimumLevel.Is(least)
        .WriteTo.Async(to => to.Sink(new LateSink(() => InFile(folder))))
        .WriteTo.Sink(new LateSink(OnConsole), restrictedToMinimumLevel: onConsole)
        .CreateLogger();

    /// <summary>A log as a configuration file says, such as <c>cluster-config/logging.json</c>.</summary>
    /// <param name="run">The run, in the context of every event.</param>
    /// <param name="node">The machine and process, in the context of every event.</param>
    /// <param name="file">The configuration; its section is <c>Serilog</c>.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">It is no JSON, or names what is not there, such as an unknown
    /// sink.</exception>
    public static Logger Configured(RunId run, string node, string file)
    {
        // Serilog leaves out what it does not know, and says so nowhere else.
        var leftOut = new List<string>();
        SelfLog.Enable(line => leftOut.Add(line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..].Trim()));
        try
        {
            var log = Context(run, node)
                .ReadFrom.Configuration(new ConfigurationBuilder().AddJsonFile(Path.GetFullPath(file)).Build())
                .CreateLogger();
            if (leftOut.Count == 0) return log;
            log.Dispose();
            throw new InvalidDataException(string.Join(' ', leftOut));
        }
        finally
        {
            SelfLog.Disable();
        }
    }

    private static Logger InFile(string folder) => new LoggerConfiguration()
        .MinimumLevel.Verbose()
        .WriteTo.File(
            new JsonFormatter(renderMessage: true, formatProvider: CultureInfo.InvariantCulture),
            Path.Combine(folder, "log.jsonl"),
            fileSizeLimitBytes: FileBytes,
            rollOnFileSizeLimit: true,
            retainedFileCountLimit: FilesKept)
        .CreateLogger();

    private static Logger OnConsole() => new LoggerConfiguration()
        .MinimumLevel.Verbose()
        .WriteTo.Console(
            outputTemplate: ConsoleLine,
            formatProvider: CultureInfo.InvariantCulture,
            standardErrorFromLevel: LogEventLevel.Verbose)
        .CreateLogger();

    private static LoggerConfiguration Context(RunId run, string node) => new LoggerConfiguration()
        .Enrich.WithProperty("Run", run.Name)
        .Enrich.WithProperty("Node", node);
}
