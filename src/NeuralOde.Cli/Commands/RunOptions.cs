using System.CommandLine;
using System.Globalization;
using Serilog.Events;

namespace NeuralOde.Cli.Commands;

/// <summary>The options that several commands share.</summary>
internal static class RunOptions
{
    public static Option<string> Out { get; } = new("--out")
    {
        Description = "Folder for the results; otherwise .artifacts/runs/NAME-N.",
        HelpName = "DIR",
    };

    public static Option<long?> Seed { get; } = new("--seed")
    {
        Description = "Source of all chance; the same as --set seed=N.",
        HelpName = "N",
    };

    public static Option<int> Threads { get; } = new("--threads")
    {
        Description = "Solves at the same time; the result has the same bits for any number.",
        HelpName = "N",
        DefaultValueFactory = _ => Environment.ProcessorCount,
        Validators =
        {
            result =>
            {
                if (result.Tokens is [var token]
                    && int.TryParse(token.Value, CultureInfo.InvariantCulture, out var number)
                    && number < 1)
                {
                    result.AddError($"--threads {number}: expected a whole number from 1 on.");
                }
            },
        },
    };

    public static Option<string[]> Set { get; } = new("--set")
    {
        Description = "Changes a field of the experiment, such as optimiser.rate=0.1 or model.0.method=Dopri5.",
        HelpName = "FIELD=VALUE",
        DefaultValueFactory = _ => [],
    };

    public static Option<string> Data { get; } = new("--data")
    {
        Description = "Folder in which the data files of the experiment are looked for first.",
        HelpName = "DIR",
    };

    public static Option<bool> Json { get; } = new("--json")
    {
        Description = "Make the last line of standard output one JSON object of the results.",
    };

    public static Option<LogEventLevel> LogLevel { get; } = new("--log-level")
    {
        Description = "Least level that the log holds; Debug says how each stage is carried out.",
        HelpName = "LEVEL",
        DefaultValueFactory = _ => LogEventLevel.Information,
    };

    /// <summary>All changes of the experiment that a command line asks for.</summary>
    public static IReadOnlyList<string> Changes(ParseResult parsed)
    {
        var set = parsed.GetValue(Set) ?? [];
        return parsed.GetValue(Seed) is { } seed ? [.. set, $"seed={seed}"] : set;
    }
}
