using NeuralOde.Actors;
using NeuralOde.Actors.Mail;
using NeuralOde.Runtime.Hosting;

namespace NeuralOde.Cluster.Akka.Serving;

/// <summary>What a server node leads when it is the one that leads.</summary>
public sealed record ServerJob
{
    /// <summary>The run.</summary>
    public required RunId Run { get; init; }

    /// <summary>What workers need to know to take part in it.</summary>
    public required RunDescription Description { get; init; }

    /// <summary>Looks for the newest checkpoint; called at each claim.</summary>
    public required Func<ServedRun> Serve { get; init; }

    /// <summary>The pieces of a shard, for a worker that cannot read it; none where it is not here
    /// either.</summary>
    public Func<int, IEnumerable<ToWorker.ShardPart>> Shard { get; init; } = static _ => [];

    /// <summary>Is told how the run ended, before the nodes are.</summary>
    public Action<RunOutcome> Ended { get; init; } = static _ => { };

    /// <summary>How long a new server listens for the fences that workers have seen: they write each
    /// second.</summary>
    public TimeSpan Listening { get; init; } = TimeSpan.FromSeconds(2);
}
