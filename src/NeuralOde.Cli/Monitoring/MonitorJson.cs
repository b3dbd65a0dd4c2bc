using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using NeuralOde.Actors.Reporting;

namespace NeuralOde.Cli.Monitoring;

/// <summary>The view of a script: one JSON object.</summary>
internal static class MonitorJson
{
    // JSON has no NaN: what is not known is null.
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>What the logs tell, as one line.</summary>
    public static string Of(LogView view) => JsonSerializer.Serialize(
        new
        {
            events = view.Events,
            nodes = view.Nodes.Where(node => node.Key.Length > 0).ToDictionary(node => node.Key, node => node.Value),
            runs = view.Runs.Values.Select(Run),
        },
        Options);

    private static object Run(RunView run) => new
    {
        run = run.Name,
        state = run switch
        {
            { IsOver: true, End.IsFailure: true } => "failed",
            { IsOver: true } => "ended",
            { Claim.Fence: > 0 } => "running",
            _ => "unclaimed",
        },
        ending = run.IsOver ? run.End.How : null,
        leader = run.Claim.Node,
        fence = run.Claim.Fence,
        version = run.Step.Version,
        loss = Known(run.Step.Loss),
        validationLoss = Known(run.Validation.Loss),
        bestLoss = Known(run.BestLoss),
        examplesPerSecond = Known(run.Step.ExamplesPerSecond),
        stepMs = Known(run.Step.ElapsedMs),
        makespanOverIdeal = Known(run.Step.MakespanOverIdeal),
        gradientNorm = Known(run.Step.GradientNorm),
        nfeForward = Spread(run.Step.ForwardNfe),
        nfeBackward = Spread(run.Step.BackwardNfe),
        accepted = run.Step.Accepted,
        rejected = run.Step.Rejected,
        fallbacks = run.Step.Fallbacks,
        failures = run.Step.Failures,
        mode = run.Claim.Mode,
        staleness = Known(run.Step.Staleness),
        dropped = run.Step.Dropped,
        counts = run.Counts,
        recoveries = run.Recoveries,
        checkpoint = new
        {
            version = run.Checkpoint.Version,
            elapsedMs = Known(run.Checkpoint.ElapsedMs),
            saved = run.Checkpoint.Saved,
        },
        workers = run.Workers.Values.Select(worker => new
        {
            worker = worker.Name,
            state = worker.Presence,
            slots = worker.Slots,
            units = worker.Units,
            idle = Known(MonitorText.Idle(run, worker.Name)),
            joined = worker.Joined,
            lost = worker.Lost,
            trouble = worker.Trouble,
        }),
    };

    private static object Spread(Spread spread) => new
    {
        median = Known(spread.Median),
        ninetieth = Known(spread.NinetiethPercentile),
        maximum = Known(spread.Maximum),
    };

    private static double? Known(double value) => double.IsFinite(value) ? value : null;
}
