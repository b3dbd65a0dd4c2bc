using NeuralOde.Actors.Running;

namespace NeuralOde.Actors.Simulation;

/// <summary>A simulated server and its checkpointer: they live and die together.</summary>
internal sealed class ServerWorkspace(SimulatedCluster cluster, long fence)
{
    private ParameterServer.State _server = ParameterServer.State.Of(cluster.Plan, cluster.LeaderStart);
    private Checkpointer.State _checkpointer = new() { HasPeers = cluster.Plan.Ranges.Count > 0 };

    /// <summary>Its number.</summary>
    public Fence Fence { get; } = new(fence);

    public IReadOnlyList<ParameterServer.Effect> Claim(Progress from, double nowMs)
    {
        _checkpointer = _checkpointer with { LastAtMs = nowMs };
        return Receive(new ParameterServer.Message.Claimed(Fence, from, nowMs));
    }

    public IReadOnlyList<ParameterServer.Effect> Receive(ParameterServer.Message message)
    {
        (_server, var effects) = ParameterServer.Receive(_server, message);
        return effects;
    }

    public IReadOnlyList<Checkpointer.Effect> Receive(Checkpointer.Message message)
    {
        (_checkpointer, var effects) = Checkpointer.Receive(_checkpointer, message);
        return effects;
    }
}
