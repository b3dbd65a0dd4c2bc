using NeuralOde.Actors;
using NeuralOde.Actors.Reporting;
using NeuralOde.Actors.Running;

namespace NeuralOde.Runtime.Hosting;

/// <summary>What a server host runs.</summary>
public sealed record ServedRun
{
    /// <summary>What is trained.</summary>
    public required RunPlan Plan { get; init; }

    /// <summary>How the run starts where there is no checkpoint.</summary>
    public required Progress Start { get; init; }

    /// <summary>Where checkpoints are kept.</summary>
    public required ICheckpoints Checkpoints { get; init; }

    /// <summary>When a checkpoint is due.</summary>
    public Checkpointer.Due Due { get; init; } = new Checkpointer.Due.ByCost(0.01);

    /// <summary>Is told what happens, in order, by one thread at a time; it should be quick.</summary>
    public Action<TrainingEvent> Log { get; init; } = static _ => { };

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
