using System.Globalization;
using Serilog.Events;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace NeuralOde.Cli.Monitoring;

/// <summary>The view of a person: one run on one screen.</summary>
internal static class MonitorScreen
{
    private const int LossWidth = 50;

    /// <summary>The screen.</summary>
    /// <param name="view">What the logs tell.</param>
    /// <param name="run">The run to show.</param>
    /// <param name="now">The time to which ages are counted.</param>
    /// <param name="incidents">How many of the newest incidents are shown.</param>
    public static IRenderable Of(LogView view, RunView run, DateTimeOffset now, int incidents) => new Rows(
    [
        new Rule(Markup.Escape($"{run.Name}: {MonitorText.State(run)}")) { Justification = Justify.Left },
        Figures(run),
        .. run.Workers.IsEmpty ? [] : new IRenderable[] { Workers(run, now) },
        .. run.Incidents.TakeLast(incidents).Select(Line),
        new Markup($"[grey]{Markup.Escape(Foot(view, run, now))}[/]"),
    ]);

    private static Grid Figures(RunView run)
    {
        var grid = new Grid().AddColumn(new() { NoWrap = true }).AddColumn();
        foreach (var (name, text) in Lines(run)) _ = grid.AddRow(new Markup($"[grey]{name}[/]"), new Text(text));
        return grid;
    }

    private static IEnumerable<(string Name, string Text)> Lines(RunView run)
    {
        var step = run.Step;
        yield return ("version", $"{step.Version}   {MonitorText.Rate(run)} examples/s   "
            + $"{MonitorText.Number(step.ElapsedMs, "F1")} ms a step, "
            + $"{MonitorText.Number(step.MakespanOverIdeal, "F2")} × the ideal");
        yield return ("loss", $"{MonitorText.Number(step.Loss)}   {MonitorText.Losses(run, LossWidth)}");
        if (run.Validation.Version > 0)
        {
            var accuracy = double.IsFinite(run.Validation.Accuracy)
                ? $"   {MonitorText.Number(run.Validation.Accuracy, "P1")} right"
                : "";
            yield return ("validation", $"{MonitorText.Number(run.Validation.Loss)} at version {run.Validation.Version}, "
                + $"best {MonitorText.Number(run.BestLoss)}{accuracy}");
        }

        yield return ("NFE", $"{MonitorText.Nfe(step.ForwardNfe)} forward, {MonitorText.Nfe(step.BackwardNfe)} backward: "
            + "median/90 %/most");
        yield return ("steps", $"{step.Accepted} accepted, {step.Rejected} rejected, {step.Fallbacks} fell back to checkpoints");
        yield return ("gradient", $"norm {MonitorText.Number(step.GradientNorm)}, rate {MonitorText.Number(step.Rate)}");
        if (run.Claim.Mode is not ("" or "synchronous"))
        {
            yield return ("mode", $"{run.Claim.Mode}: gradients of up to {MonitorText.Number(step.Staleness)} versions ago, "
                + $"those of {step.Dropped} examples dropped");
        }

        yield return ("faults", Faults(run));
        yield return ("checkpoint", run.Checkpoint.Saved == 0
            ? "none yet"
            : $"version {run.Checkpoint.Version} in {MonitorText.Number(run.Checkpoint.ElapsedMs, "F1")} ms, "
              + $"{run.Checkpoint.Saved} saved");
    }

    private static string Faults(RunView run)
    {
        string[] ordinary = ["run claimed", "run ended", "worker joined"];
        var faults = run.Counts.Where(count => !ordinary.Contains(count.Key)).ToArray();
        return faults.Length == 0
            ? "none"
            : string.Join(", ", faults.Select(count => $"{count.Value} × {count.Key}")) + $"; {run.Recoveries} recovered";
    }

    private static Table Workers(RunView run, DateTimeOffset now)
    {
        var table = new Table().Border(TableBorder.Simple)
            .AddColumns("worker", "state", "slots", "units", "idle", "joined", "lost", "trouble");
        foreach (var worker in run.Workers.Values)
        {
            _ = table.AddRow(
                new Text(worker.Name),
                new Markup(State(worker, now)),
                Count(worker.Slots),
                Count(worker.Units),
                new Text(MonitorText.Number(MonitorText.Idle(run, worker.Name), "P0")),
                Count(worker.Joined),
                Count(worker.Lost),
                Count(worker.Trouble));
        }

        return table;
    }

    private static string State(WorkerView worker, DateTimeOffset now) => worker.Presence switch
    {
        Presence.There => "[green]there[/]",
        Presence.Lost => $"[red]lost {MonitorText.Ago(now - worker.Since)} ago[/]",
        Presence.Refused => "[red]refused[/]",
        _ => "[grey]unknown[/]",
    };

    private static Text Count(long number) => new(number.ToString(CultureInfo.InvariantCulture));

    private static Markup Line(Incident incident)
    {
        var colour = incident.Weight switch
        {
            >= LogEventLevel.Error => "red",
            LogEventLevel.Warning => "yellow",
            _ => "green",
        };
        return new(
            $"[grey]{incident.At:HH:mm:ss}[/] [{colour}]{Markup.Escape(incident.Message)}[/] "
            + $"[grey]{Markup.Escape(incident.Node)}[/]");
    }

    private static string Foot(LogView view, RunView run, DateTimeOffset now)
    {
        var others = view.Runs.Keys.Where(name => name != run.Name).ToArray();
        return $"{view.Events} events of {view.Nodes.Count} nodes, the newest {MonitorText.Ago(now - run.Last)} ago"
            + (others.Length > 0 ? $"; other runs: {string.Join(", ", others)} (--run NAME)" : "");
    }
}
