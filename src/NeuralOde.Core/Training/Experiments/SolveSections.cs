namespace NeuralOde.Core.Training.Experiments;

/// <summary>From where to where an ODE stage is solved.</summary>
public abstract record SpanSection
{
    private SpanSection() { }

    /// <summary>From each example's start to its last observation.</summary>
    public sealed record Example : SpanSection;

    /// <summary>The same ends for all; t1 may lie before t0.</summary>
    public sealed record Fixed : SpanSection
    {
        /// <summary>The start.</summary>
        [Field("Start of the span.", Unit = "time of the problem")]
        public double T0 { get; init; }

        /// <summary>The end.</summary>
        [Field("End of the span; may lie before t0.", Unit = "time of the problem")]
        public double T1 { get; init; } = 1;
    }
}

/// <summary>How step sizes are chosen.</summary>
public abstract record ControllerSection
{
    private ControllerSection() { }

    /// <summary>All steps have one size.</summary>
    public sealed record Fixed : ControllerSection
    {
        /// <summary>The size.</summary>
        [Field("Size of every step.", Unit = "time of the problem", Above = 0)]
        public double Step { get; init; } = 0.1;
    }

    /// <summary>From the last error.</summary>
    public sealed record I : ControllerSection;

    /// <summary>From the last two errors.</summary>
    public sealed record Pi : ControllerSection;

    /// <summary>From the last three errors.</summary>
    public sealed record Pid : ControllerSection;
}

/// <summary>How gradients are carried back through a solve.</summary>
public abstract record AdjointSection
{
    private AdjointSection() { }

    /// <summary>In reverse through the accepted steps; exact for the discretisation.</summary>
    public sealed record Discrete : AdjointSection;

    /// <summary>The same with bounded memory.</summary>
    public sealed record Checkpointed : AdjointSection
    {
        /// <summary>The number of stored states.</summary>
        [Field("Number of stored states of a tile.", AtLeast = 1, AtMost = ExperimentLimits.Checkpoints)]
        public int Checkpoints { get; init; } = 16;
    }

    /// <summary>Solving backwards in time with memory O(1).</summary>
    public sealed record Backsolve : AdjointSection
    {
        /// <summary>The reversal defect above which checkpoints take over.</summary>
        [Field("Reversal defect above which checkpoints take over.", Above = 0)]
        public double DefectThreshold { get; init; } = 0.01;

        /// <summary>The relative tolerance of the reverse solve.</summary>
        [Field("Relative tolerance of the reverse solve; 0 takes that of the forward solve.", AtLeast = 0)]
        public double RelativeTolerance { get; init; }

        /// <summary>The absolute tolerance of the reverse solve.</summary>
        [Field("Absolute tolerance of the reverse solve; 0 takes that of the forward solve.", AtLeast = 0)]
        public double AbsoluteTolerance { get; init; }
    }
}
