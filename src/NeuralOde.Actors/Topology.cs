using NeuralOde.Core.Values;

namespace NeuralOde.Actors;

/// <summary>Who sends what to whom.</summary>
/// <remarks>
/// <code>
///                    θ, units, shards                            versions
///   ShardWorker  ◀───────────────────────  ParameterServer  ───────────────▶  Checkpointer
///     × many     ───────────────────────▶        × 1        ◀───────────────      × 1
///                 ready, sums, wishes             │              saved             │
///                                                 └───────────▶  Monitor  ◀────────┘
///                                                   what happened  × 1
/// </code>
/// Where the parameters are too many for one server, others hold ranges of them:
/// <code>
///                    θ of the range                      steps
///   ShardWorker  ◀───────────────────────  RangeServer  ◀───────────────  ParameterServer
///     × many     ───────────────────────▶    × P − 1    ───────────────▶    × 1
///                    sums of the range                   what it has
/// </code>
/// Workers and the server may live on different machines: what passes between them is
/// <see cref="Mail.ToServer"/>, <see cref="Mail.ToRange"/> and
/// <see cref="Mail.ToWorker"/>, at most once, in any order. The checkpointer and the monitor live where the
/// server lives. Every host and the simulator carry effects by these functions; what is left is the host's
/// own work.
/// </remarks>
public static class Topology
{
    /// <summary>Where an effect of the parameter server goes.</summary>
    public static Delivery Of(ParameterServer.Effect effect, double nowMs) => effect switch
    {
        ParameterServer.Effect.Send(var to, var envelope) =>
            new Delivery.ToWorker(to, new ShardWorker.Message.Arrived(envelope)),
        ParameterServer.Effect.Broadcast(var envelope) =>
            new Delivery.ToEveryWorker(new ShardWorker.Message.Arrived(envelope)),
        ParameterServer.Effect.Keep(var snapshot, var urgency) =>
            new Delivery.ToCheckpointer(new Checkpointer.Message.VersionReached(snapshot, urgency, nowMs)),
        ParameterServer.Effect.Report(var happened) =>
            new Delivery.ToMonitor(new Monitor.Message.Reported(happened, nowMs)),
        ParameterServer.Effect.SendRange(var server, var envelope) =>
            new Delivery.ToRange(server, new RangeServer.Message.Arrived(envelope)),
        ParameterServer.Effect.PartsKept(var version) =>
            new Delivery.ToCheckpointer(new Checkpointer.Message.PartsKept(version)),
        ParameterServer.Effect.PartsNotKept(var version, var reason) =>
            new Delivery.ToCheckpointer(new Checkpointer.Message.PartsNotKept(version, reason, nowMs)),
        ParameterServer.Effect.SendShard or ParameterServer.Effect.Stop => new Delivery.ToHost(),
        _ => throw Unreachable.Case(effect),
    };

    /// <summary>Where an effect of a shard worker goes.</summary>
    public static Delivery Of(ShardWorker.Effect effect, double nowMs) => effect switch
    {
        ShardWorker.Effect.Send(var envelope) =>
            new Delivery.ToServer(new ParameterServer.Message.Arrived(envelope, nowMs)),
        ShardWorker.Effect.SendRange(var server, var envelope) =>
            new Delivery.ToRange(server, new RangeServer.Message.Arrived(envelope)),
        ShardWorker.Effect.Solve or ShardWorker.Effect.LoadShard or ShardWorker.Effect.KeepPart
            or ShardWorker.Effect.Complain or ShardWorker.Effect.Stop => new Delivery.ToHost(),
        _ => throw Unreachable.Case(effect),
    };

    /// <summary>Where an effect of a range server goes.</summary>
    public static Delivery Of(RangeServer.Effect effect, double nowMs) => effect switch
    {
        RangeServer.Effect.Tell(var envelope) =>
            new Delivery.ToServer(new ParameterServer.Message.Arrived(envelope, nowMs)),
        RangeServer.Effect.Send(var to, var envelope) =>
            new Delivery.ToWorker(to, new ShardWorker.Message.Arrived(envelope)),
        RangeServer.Effect.Broadcast(var envelope) =>
            new Delivery.ToEveryWorker(new ShardWorker.Message.Arrived(envelope)),
        RangeServer.Effect.Seek or RangeServer.Effect.Save or RangeServer.Effect.Leave => new Delivery.ToHost(),
        _ => throw Unreachable.Case(effect),
    };

    /// <summary>Where an effect of the checkpointer goes.</summary>
    public static Delivery Of(Checkpointer.Effect effect, double nowMs) => effect switch
    {
        Checkpointer.Effect.Tell(var message) => new Delivery.ToServer(message),
        Checkpointer.Effect.Report(var happened) =>
            new Delivery.ToMonitor(new Monitor.Message.Reported(happened, nowMs)),
        Checkpointer.Effect.Save => new Delivery.ToHost(),
        _ => throw Unreachable.Case(effect),
    };
}
