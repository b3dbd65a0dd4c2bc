using System.CommandLine;
using NeuralOde.Cli.Monitoring;
using NeuralOde.Cli.Runs;
using NeuralOde.Core.Values;

namespace NeuralOde.Cli.Commands;

/// <summary><c>neuralode monitor</c>: a live view of runs, made from logs alone.</summary>
internal static class MonitorCommand
{
    private static readonly Argument<string[]> Places = new("LOGDIR")
    {
        Description = "Folders with the logs of any number of nodes (*.jsonl, however deep), or single files.",
        Arity = ArgumentArity.OneOrMore,
    };

    private static readonly Option<bool> Once = new("--once")
    {
        Description = "Show what the logs tell by now, and end.",
    };

    private static readonly Option<bool> Json = new("--json")
    {
        Description = "Write what the logs tell by now as one JSON object, and end.",
    };

    private static readonly Option<string> Run = new("--run")
    {
        Description = "The run to show; otherwise the one in which something happened last.",
        HelpName = "NAME",
    };

    public static Verb Create()
    {
        var verb = new Verb(
            "monitor",
            "Follows the logs of a run's nodes: loss, speed, evaluations, workers, faults, checkpoints. Ctrl-C ends it.",
            "neuralode monitor .artifacts/runs/spiral-1",
            "neuralode monitor /var/log/neuralode --run spiral-1",
            "neuralode monitor logs-of-a logs-of-b --json")
        {
            Places,
            Once,
            Json,
            Run,
        };
        return verb.Does(parsed => Show(
            parsed.GetRequiredValue(Places),
            parsed.GetValue(Run) ?? "",
            parsed.GetValue(Once) || parsed.GetValue(Json),
            parsed.GetValue(Json)));
    }

    private static Result<ExitCode, Failure> Show(string[] places, string run, bool once, bool json)
    {
        var missing = places.Where(place => !Path.Exists(place)).ToArray();
        if (missing.Length > 0)
        {
            return Failure.Usage(missing.Select(place =>
                $"{place}: there is no such folder or file. Give the folder of a run, such as {RunFiles.Root}/spiral-1, "
                + "or the folder that the nodes write their logs to."));
        }

        return once ? LogMonitor.Once(places, run, json) : LogMonitor.Follow(places, run);
    }
}
