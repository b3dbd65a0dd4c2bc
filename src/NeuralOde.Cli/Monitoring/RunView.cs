using System.Collections.Immutable;
using NeuralOde.Runtime.Logging;

namespace NeuralOde.Cli.Monitoring;

/// <summary>One run, as the logs of its nodes tell of it, in whatever order they are read.</summary>
/// <param name="Name">The run.</param>
internal sealed record RunView(string Name)
{
    private const int KeptSteps = 240;
    private const int KeptIncidents = 100;

    /// <summary>When the first event happened.</summary>
    public DateTimeOffset First { get; init; } = DateTimeOffset.MaxValue;

    /// <summary>When the newest event happened.</summary>
    public DateTimeOffset Last { get; init; } = DateTimeOffset.MinValue;

    /// <summary>The step that happened last.</summary>
    public StepView Step { get; init; } = StepView.None;

    /// <summary>The newest steps, by version.</summary>
    public ImmutableSortedDictionary<long, StepView> Steps { get; init; } =
        ImmutableSortedDictionary<long, StepView>.Empty;

    /// <summary>The newest validation.</summary>
    public ValidationView Validation { get; init; } = ValidationView.None;

    /// <summary>The lowest loss of a validation.</summary>
    public double BestLoss { get; init; } = double.NaN;

    /// <summary>Who leads the run.</summary>
    public ClaimView Claim { get; init; } = ClaimView.None;

    /// <summary>How the run ended; empty while it goes on.</summary>
    public EndView End { get; init; } = EndView.None;

    /// <summary>The newest checkpoint.</summary>
    public CheckpointView Checkpoint { get; init; } = CheckpointView.None;

    /// <summary>The workers, by name.</summary>
    public ImmutableSortedDictionary<string, WorkerView> Workers { get; init; } =
        ImmutableSortedDictionary.Create<string, WorkerView>(StringComparer.Ordinal);

    /// <summary>What happened out of the ordinary, how often.</summary>
    public ImmutableSortedDictionary<string, long> Counts { get; init; } =
        ImmutableSortedDictionary.Create<string, long>(StringComparer.Ordinal);

    /// <summary>The newest of it, in order of time.</summary>
    public ImmutableList<Incident> Incidents { get; init; } = [];

    /// <summary>Whether the run ended, and nobody claimed it since.</summary>
    public bool IsOver => End.At > DateTimeOffset.MinValue && End.At >= Claim.At;

    /// <summary>How often a worker came back, and how often another server went on.</summary>
    public long Recoveries =>
        Workers.Values.Sum(worker => Math.Min(worker.Lost, Math.Max(0, worker.Joined - 1))) + Math.Max(0, Count("run claimed") - 1);

    /// <summary>The steps up to the newest, the oldest first; after a crash some versions are taken again.</summary>
    public IEnumerable<StepView> History => Steps.Values.Where(step => step.Version <= Step.Version);

    public long Count(string kind) => Counts.GetValueOrDefault(kind);

    /// <summary>The run after one more event.</summary>
    public RunView After(LogRecord record)
    {
        var seen = this with
        {
            First = record.At < First ? record.At : First,
            Last = record.At > Last ? record.At : Last,
        };
        return seen.AfterWhat(record).AfterIncident(record);
    }

    /// <summary>The run with what befell its nodes meanwhile and was written of no run in particular, such as that
    /// the broker was gone.</summary>
    public RunView Beside(RunView nodes)
    {
        var meanwhile = nodes.Incidents.Where(incident => incident.At >= First && Name.Length > 0).ToArray();
        return meanwhile.Length == 0 ? this : this with
        {
            Counts = meanwhile.Aggregate(Counts, (counts, incident) => counts.SetItem(
                incident.Kind, counts.GetValueOrDefault(incident.Kind) + 1)),
            Incidents = [.. Incidents.Concat(meanwhile).OrderBy(incident => incident.At).TakeLast(KeptIncidents)],
        };
    }

    private RunView AfterWhat(LogRecord record) => record.Template switch
    {
        LogTemplates.StepMeasured => After(StepView.Of(record)),
        LogTemplates.Validated => this with
        {
            Validation = record.At >= Validation.At ? ValidationView.Of(record) : Validation,
            BestLoss = double.MinNumber(BestLoss, record.Number("Loss")),
        },
        LogTemplates.RunClaimed when record.At >= Claim.At => this with { Claim = ClaimView.Of(record) },
        LogTemplates.RunEnded or LogTemplates.RunFailed when record.At >= End.At =>
            this with { End = EndView.Of(record) },
        LogTemplates.CheckpointSaved => this with { Checkpoint = Checkpoint.After(record) },
        LogTemplates.WorkerJoined or LogTemplates.WorkerLost or LogTemplates.WorkerRefused
            or LogTemplates.UnitOverdue or LogTemplates.UnitFailed =>
            this with { Workers = Workers.SetItem(record.Text("Worker"), Worker(record.Text("Worker")).After(record)) },
        _ => this,
    };

    private RunView After(StepView step)
    {
        var known = Steps.GetValueOrDefault(step.Version, StepView.None);
        var steps = step.At >= known.At ? Steps.SetItem(step.Version, step) : Steps;
        return this with
        {
            Step = step.At >= Step.At ? step : Step,
            Steps = steps.Count > KeptSteps ? steps.Remove(steps.Keys.First()) : steps,
            Workers = step.Units.Aggregate(Workers, (workers, units) => workers.SetItem(
                units.Key, Worker(units.Key) with { Units = Worker(units.Key).Units + (long)units.Value })),
        };
    }

    private WorkerView Worker(string name) => Workers.GetValueOrDefault(name, new(name));

    private RunView AfterIncident(LogRecord record)
    {
        if (Incident.KindOf(record) is not { Length: > 0 } kind) return this;
        var times = record.Template == LogTemplates.ExamplesExcluded ? record.Count("Count") : 1;
        var place = Incidents.FindLastIndex(known => known.At <= record.At) + 1;
        var incidents = Incidents.Insert(place, Incident.Of(record));
        return this with
        {
            Counts = Counts.SetItem(kind, Count(kind) + times),
            Incidents = incidents.Count > KeptIncidents ? incidents.RemoveAt(0) : incidents,
        };
    }
}
