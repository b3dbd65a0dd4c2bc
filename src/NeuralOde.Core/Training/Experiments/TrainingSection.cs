using NeuralOde.Core.Values;

namespace NeuralOde.Core.Training.Experiments;

/// <summary>How long, in which pieces, and when to save and to stop.</summary>
public sealed record TrainingSection
{
    /// <summary>The number of optimiser steps.</summary>
    [Field("Number of optimiser steps; 0 when epochs are given.", Unit = "steps", AtLeast = 0)]
    public int Steps { get; init; }

    /// <summary>The number of passes through the examples.</summary>
    [Field("Number of passes through the training examples; 0 when steps are given.",
        Unit = "epochs", AtLeast = 0)]
    public int Epochs { get; init; }

    /// <summary>The number of examples of one optimiser step.</summary>
    [Field("Number of examples of one optimiser step; 0 takes all.", Unit = "examples", AtLeast = 0)]
    public int Batch { get; init; }

    /// <summary>The number of examples of a micro-batch.</summary>
    [Field("Number of examples that are solved and summed together; part of the meaning of a run, never of "
        + "the machine.",
        Unit = "examples", AtLeast = 1)]
    public int MicroBatch { get; init; } = 32;

    /// <summary>The number of shards.</summary>
    [Field("Number of parts that the training examples are cut into.", Unit = "shards",
        AtLeast = 1, AtMost = ExperimentLimits.Shards)]
    public int Shards { get; init; } = 1;

    /// <summary>The greatest norm of a gradient.</summary>
    [Field("Greatest norm of a gradient; a longer one is shortened to it. 0 leaves gradients as they are.",
        AtLeast = 0)]
    public double ClipNorm { get; init; }

    /// <summary>How often the validation part is measured.</summary>
    [Field("How often the validation part is measured; 0 means once an epoch.", Unit = "steps", AtLeast = 0)]
    public int ValidateEvery { get; init; }

    /// <summary>How many measurements without a better loss end the training.</summary>
    [Field("How many measurements of the validation part without a better loss end the training; 0 never "
        + "does.",
        Unit = "measurements", AtLeast = 0)]
    public int Patience { get; init; }

    /// <summary>When gradients are applied.</summary>
    [Field("When gradients are applied: synchronous gives the same bits every time, quorum drops those of the slowest "
        + "workers, staleness and asynchronous apply them late, up to a bound or without one.")]
    public ModeSection Mode { get; init; } = new ModeSection.Synchronous();

    /// <summary>When checkpoints are written and how many stay.</summary>
    [Field("When checkpoints are written and how many stay.")]
    public CheckpointSection Checkpoint { get; init; } = new();
}

/// <summary>When checkpoints are written and how many stay.</summary>
public sealed record CheckpointSection
{
    /// <summary>How often one is written.</summary>
    [Field("How often a checkpoint is written; 0 means as often as it costs less than 1 % of the time.",
        Unit = "steps", AtLeast = 0)]
    public int Every { get; init; }

    /// <summary>How many of the newest stay.</summary>
    [Field("How many of the newest checkpoints stay.", Unit = "files", AtLeast = 1)]
    public int Keep { get; init; } = 3;
}

/// <summary>What the report shows.</summary>
public sealed record ReportSection
{
    /// <summary>Whether one is written after training.</summary>
    [Field("Whether a report is written after training.")]
    public bool Write { get; init; } = true;

    /// <summary>The name of the time axis.</summary>
    [Field("Name of the time axis.")]
    public string Time { get; init; } = "t";

    /// <summary>The names of the components.</summary>
    [Field("Names of the components of the prediction; left empty, those of the data.")]
    public ValueArray<string> Components { get; init; }
}
