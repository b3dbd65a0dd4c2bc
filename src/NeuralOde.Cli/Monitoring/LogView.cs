using System.Collections.Immutable;
using NeuralOde.Runtime.Logging;

namespace NeuralOde.Cli.Monitoring;

/// <summary>All that some logs tell: the runs, and the nodes that wrote.</summary>
/// <param name="Runs">The runs, by name.</param>
/// <param name="Nodes">When each node wrote last.</param>
/// <param name="Events">The events that were read.</param>
internal sealed record LogView(
    ImmutableSortedDictionary<string, RunView> Runs, ImmutableSortedDictionary<string, DateTimeOffset> Nodes, long Events)
{
    /// <summary>Nothing read yet.</summary>
    public static LogView Empty { get; } = new(
        ImmutableSortedDictionary.Create<string, RunView>(StringComparer.Ordinal),
        ImmutableSortedDictionary.Create<string, DateTimeOffset>(StringComparer.Ordinal),
        0);

    /// <summary>The run that something happened in last. What nodes write before they know of any belongs to one
    /// without a name.</summary>
    public RunView Newest => Runs.Values.MaxBy(run => (run.Name.Length > 0, run.Last)) ?? new RunView("");

    /// <summary>The view after some more events.</summary>
    public LogView After(IEnumerable<LogRecord> records) =>
        records.Aggregate(this, (view, record) => view.After(record));

    private LogView After(LogRecord record)
    {
        var seen = Nodes.GetValueOrDefault(record.Node, DateTimeOffset.MinValue);
        return new(
            Runs.SetItem(record.Run, Runs.GetValueOrDefault(record.Run, new(record.Run)).After(record)),
            Nodes.SetItem(record.Node, record.At > seen ? record.At : seen),
            Events + 1);
    }
}
