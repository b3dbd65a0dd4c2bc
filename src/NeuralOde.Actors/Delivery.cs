namespace NeuralOde.Actors;

/// <summary>Where an effect goes.</summary>
public abstract record Delivery
{
    private Delivery() { }

    /// <summary>To the parameter server.</summary>
    public sealed record ToServer(ParameterServer.Message Message) : Delivery;

    /// <summary>To the server of another range.</summary>
    /// <param name="Server">Which of the servers, from 1.</param>
    /// <param name="Message">The message.</param>
    public sealed record ToRange(int Server, RangeServer.Message Message) : Delivery;

    /// <summary>To one shard worker.</summary>
    public sealed record ToWorker(WorkerId Worker, ShardWorker.Message Message) : Delivery;

    /// <summary>To all shard workers.</summary>
    public sealed record ToEveryWorker(ShardWorker.Message Message) : Delivery;

    /// <summary>To the checkpointer.</summary>
    public sealed record ToCheckpointer(Checkpointer.Message Message) : Delivery;

    /// <summary>To the monitor.</summary>
    public sealed record ToMonitor(Monitor.Message Message) : Delivery;

    /// <summary>Nowhere: the host itself carries it out.</summary>
    public sealed record ToHost : Delivery;
}
