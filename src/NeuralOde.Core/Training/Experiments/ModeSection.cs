namespace NeuralOde.Core.Training.Experiments;

/// <summary>When the gradients of a minibatch are applied.</summary>
public abstract record ModeSection
{
    private ModeSection() { }

    /// <summary>When all are there: the same bits every time.</summary>
    public sealed record Synchronous : ModeSection;

    /// <summary>When enough of them are there; the others are dropped.</summary>
    public sealed record Quorum : ModeSection
    {
        /// <summary>How many parts are needed.</summary>
        [Field("Number of equal parts of a minibatch that a step waits for.", Unit = "parts", AtLeast = 1)]
        public int Needed { get; init; } = 4;

        /// <summary>How many parts may be missing.</summary>
        [Field("Number of further parts that may be late; their gradients are dropped.", Unit = "parts", AtLeast = 0)]
        public int Spare { get; init; } = 1;
    }

    /// <summary>When they come, but never too late; whoever would run further ahead waits.</summary>
    public sealed record Staleness : ModeSection
    {
        /// <summary>The greatest staleness.</summary>
        [Field("Greatest number of steps between the parameters that a gradient is taken at and those that it is "
            + "applied to; 0 is synchronous.",
            Unit = "steps", AtLeast = 0)]
        public int Bound { get; init; } = 4;
    }

    /// <summary>When they come, however late.</summary>
    public sealed record Asynchronous : ModeSection;
}
