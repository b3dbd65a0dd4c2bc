using NeuralOde.Actors;
using NeuralOde.Actors.Mail;
using NeuralOde.Actors.Work;

namespace NeuralOde.Runtime.Hosting;

/// <summary>What a worker host works for, and with what.</summary>
public sealed record WorkerJob
{
    /// <summary>The worker at its start.</summary>
    public required ShardWorker.State Start { get; init; }

    /// <summary>Makes the solver of a thread.</summary>
    public required Func<IUnitSolver> Solver { get; init; }

    /// <summary>Brings shards into memory.</summary>
    public required IShardSource Shards { get; init; }

    /// <summary>A place for each solve at the same time; several hosts may share them.</summary>
    public required SemaphoreSlim Slots { get; init; }

    /// <summary>Is told when the server refuses the worker: what it would have to be, and what it is.</summary>
    public Action<ProgramIdentity, ProgramIdentity> Complain { get; init; } = static (_, _) => { };

    /// <summary>Is told of each unit when its solve begins; it should be quick.</summary>
    public Action<WorkUnit> Begun { get; init; } = static _ => { };

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
