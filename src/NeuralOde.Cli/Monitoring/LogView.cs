using System.Collections.Immutable;
using NeuralOde.Runtime.Logging;

namespace NeuralOde.Cli.Monitoring;

/// <summary>All that some logs tell: the runs, and the nodes that wrote.</summary>
/// <param name="Told">The runs, by name, as those tell of them at whom it happened.</param>
/// <param name="Heard">The same, as those tell of them who follow a run.</param>
/// <param name="Nodes">When each node wrote last.</param>
/// <param name="Events">The events that were read.</param>
internal sealed record LogView(
    ImmutableSortedDictionary<string, RunView> Told,
    ImmutableSortedDictionary<string, RunView> Heard,
    ImmutableSortedDictionary<string, DateTimeOffset> Nodes,
    long Events)
{
    private static readonly ImmutableSortedDictionary<string, RunView> NoRuns =
        ImmutableSortedDictionary.Create<string, RunView>(StringComparer.Ordinal);

    /// <summary>Nothing read yet.</summary>
    public static LogView Empty { get; } = new(
        NoRuns, NoRuns, ImmutableSortedDictionary.Create<string, DateTimeOffset>(StringComparer.Ordinal), 0);

    /// <summary>The runs, by name. What was heard of one counts only where no log of its servers was read: else
    /// everything would count twice. What nodes write while they know of none belongs to each.</summary>
    public ImmutableSortedDictionary<string, RunView> Runs => NoRuns.AddRange(
        from run in Told.SetItems(Heard.Where(run => Told.GetValueOrDefault(run.Key) is not { Claim.Fence: > 0 }))
        where run.Key.Length > 0
        select KeyValuePair.Create(run.Key, run.Value.Beside(Told.GetValueOrDefault("", new("")))));

    /// <summary>The run that something happened in last.</summary>
    public RunView Newest => Runs.Values.MaxBy(run => run.Last) ?? new RunView("");

    /// <summary>The view after some more events.</summary>
    public LogView After(IEnumerable<LogRecord> records) =>
        records.Aggregate(this, (view, record) => view.After(record));

    private LogView After(LogRecord record)
    {
        var seen = Nodes.GetValueOrDefault(record.Node, DateTimeOffset.MinValue);
        var next = this with
        {
            Nodes = Nodes.SetItem(record.Node, record.At > seen ? record.At : seen),
            Events = Events + 1,
        };
        return record.IsHeard
            ? next with { Heard = After(Heard, record) }
            : next with { Told = After(Told, record) };
    }

    private static ImmutableSortedDictionary<string, RunView> After(
        ImmutableSortedDictionary<string, RunView> runs, LogRecord record) =>
        runs.SetItem(record.Run, runs.GetValueOrDefault(record.Run, new(record.Run)).After(record));
}
