using NeuralOde.Core.Values;

namespace NeuralOde.Actors.Simulation;

/// <summary>A simulated worker, which may be dead.</summary>
internal sealed class WorkerWorkspace(SimulatedCluster cluster, WorkerId worker)
{
    private ShardWorker.State _state = Born(cluster, worker, new(0));
    private bool _isAlive = true;

    /// <summary>Which start of it this is; it changes when it dies.</summary>
    public Incarnation Incarnation { get; private set; }

    /// <summary>What it wants done; nothing while it is dead.</summary>
    public IReadOnlyList<ShardWorker.Effect> Receive(ShardWorker.Message message)
    {
        if (!_isAlive) return [];
        (_state, var effects) = ShardWorker.Receive(_state, message);
        return effects;
    }

    /// <summary>Dies, if it lives.</summary>
    public bool Crash()
    {
        if (!_isAlive) return false;
        _isAlive = false;
        Incarnation = new(Incarnation.Value + 1);
        return true;
    }

    /// <summary>Is started again, and has forgotten everything.</summary>
    public void Start() => (_state, _isAlive) = (Born(cluster, worker, Incarnation), true);

    private static ShardWorker.State Born(SimulatedCluster cluster, WorkerId worker, Incarnation incarnation) => new()
    {
        Run = cluster.Plan.Run,
        Ranges = cluster.Plan.Ranges,
        Self = new(worker, incarnation),
        Skills = new(cluster.Plan.Build, cluster.Plan.Probe, Shards(cluster, worker), cluster.Slots),
    };

    // Each worker begins with its part of the shards, and loads others when it steals.
    private static ValueArray<int> Shards(SimulatedCluster cluster, WorkerId worker)
    {
        var number = SimulatedCluster.NumberOf(worker);
        return [.. Enumerable.Range(0, cluster.Plan.Batching.ShardSizes.Count)
            .Where(shard => shard % cluster.Workers == number)];
    }
}
