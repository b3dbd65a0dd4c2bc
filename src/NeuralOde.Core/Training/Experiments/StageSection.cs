using NeuralOde.Core.Models;
using NeuralOde.Core.Programs;
using NeuralOde.Core.Values;

namespace NeuralOde.Core.Training.Experiments;

/// <summary>One stage of a model.</summary>
public abstract record StageSection
{
    private StageSection() { }

    /// <summary>An affine map and an activation.</summary>
    public sealed record Dense : StageSection
    {
        /// <summary>The number of outputs.</summary>
        [Field("Number of outputs; 0 takes as many as the target has.",
            AtLeast = 0, AtMost = ExperimentLimits.Width)]
        public int Size { get; init; }

        /// <summary>The function applied to every output.</summary>
        [Field("Function applied to every output.")]
        public Activation Activation { get; init; } = Activation.Identity;
    }

    /// <summary>A multilayer perceptron.</summary>
    public sealed record Mlp : StageSection
    {
        /// <summary>The widths of the hidden layers.</summary>
        [Field("Widths of the hidden layers.", AtLeast = 1, AtMost = ExperimentLimits.Width)]
        public ValueArray<int> Hidden { get; init; } = [50];

        /// <summary>The number of outputs.</summary>
        [Field("Number of outputs; 0 takes as many as the target has.",
            AtLeast = 0, AtMost = ExperimentLimits.Width)]
        public int Size { get; init; }

        /// <summary>The function between the layers.</summary>
        [Field("Function between the layers.")]
        public Activation Activation { get; init; } = Activation.Tanh;
    }

    /// <summary>A convolution of an image and an activation.</summary>
    public sealed record Conv : StageSection
    {
        /// <summary>The number of channels of the result.</summary>
        [Field("Number of channels of the result.", Required = true,
            AtLeast = 1, AtMost = ExperimentLimits.Width)]
        public int Channels { get; init; } = 16;

        /// <summary>The size of the window.</summary>
        [Field("Rows and columns of the window.", Unit = "pixels",
            AtLeast = 1, AtMost = ExperimentLimits.Window)]
        public int Window { get; init; } = 3;

        /// <summary>The pixels from one place of the window to the next.</summary>
        [Field("From one place of the window to the next; 2 halves height and width.",
            Unit = "pixels", AtLeast = 1, AtMost = ExperimentLimits.Window)]
        public int Stride { get; init; } = 1;

        /// <summary>The pixels of zeros around the image.</summary>
        [Field("Zeros around the image; less than the window. 1 keeps height and width with a window of 3.",
            Unit = "pixels", AtLeast = 0, AtMost = ExperimentLimits.Window)]
        public int Padding { get; init; } = 1;

        /// <summary>The function applied to every feature of the result.</summary>
        [Field("Function applied to every feature of the result.")]
        public Activation Activation { get; init; } = Activation.Identity;

        /// <summary>The number of channels of the image that comes in.</summary>
        [Field("Number of channels of the image that comes in, where no stage before tells: its features "
            + "stand channel by channel, each a square by rows.",
            AtLeast = 1, AtMost = ExperimentLimits.Width)]
        public int ImageChannels { get; init; } = 1;
    }

    /// <summary>One value for each window of an image, channel by channel.</summary>
    public sealed record Pool : StageSection
    {
        /// <summary>Which value.</summary>
        [Field("What stands for a window: its average, its max, or global for the average of a whole "
            + "channel.")]
        public PoolKind Function { get; init; } = PoolKind.Average;

        /// <summary>The size of the window.</summary>
        [Field("Rows and columns of the window; global does without.", Unit = "pixels",
            AtLeast = 1, AtMost = ExperimentLimits.Window)]
        public int Window { get; init; } = 2;

        /// <summary>The pixels from one place of the window to the next.</summary>
        [Field("From one place of the window to the next; 0 takes the size of the window.",
            Unit = "pixels", AtLeast = 0, AtMost = ExperimentLimits.Window)]
        public int Stride { get; init; }

        /// <summary>The pixels around the image, which do not count.</summary>
        [Field("How far windows may stand out of the image; nothing is there, and nothing counts.",
            Unit = "pixels", AtLeast = 0, AtMost = ExperimentLimits.Window)]
        public int Padding { get; init; }
    }

    /// <summary>Mean 0 and variance 1 of groups of channels, then a learned scale and shift.</summary>
    public sealed record GroupNorm : StageSection
    {
        /// <summary>The number of groups.</summary>
        [Field("Number of equal groups that the channels fall into.", AtLeast = 1)]
        public int Groups { get; init; } = 1;

        /// <summary>What is added to the variance.</summary>
        [Field("What is added to the variance.", Unit = "squared unit of the features", Above = 0)]
        public double Epsilon { get; init; } = 1e-5;

        /// <summary>The function applied to every feature of the result.</summary>
        [Field("Function applied to every feature of the result.")]
        public Activation Activation { get; init; } = Activation.Identity;
    }

    /// <summary>More features, all zero: room for trajectories to pass one another.</summary>
    public sealed record Augment : StageSection
    {
        /// <summary>The number of features added.</summary>
        [Field("Number of zero features added to the state.", AtLeast = 1, AtMost = ExperimentLimits.Width)]
        public int Size { get; init; } = 1;
    }

    /// <summary>The first features only.</summary>
    public sealed record Take : StageSection
    {
        /// <summary>The number of features kept.</summary>
        [Field("Number of first features kept; 0 takes as many as the target has.",
            AtLeast = 0, AtMost = ExperimentLimits.Width)]
        public int Size { get; init; }
    }

    /// <summary>An ordinary differential equation, solved from the stage before.</summary>
    public sealed record Ode : StageSection
    {
        /// <summary>The vector field.</summary>
        [Field("The vector field f in dy/dt = f(t, y).", Required = true)]
        public FieldSection Field { get; init; } = new FieldSection.Mlp();

        /// <summary>Where the solution goes on to the next stage.</summary>
        [Field("Where the solution is handed on: end (one row an example) or observations (one row an "
            + "observation).")]
        public HandsOn Solution { get; init; } = HandsOn.Observations;

        /// <summary>From where to where it is solved.</summary>
        [Field("From where to where it is solved: the times of each example, or fixed ends.")]
        public SpanSection Span { get; init; } = new SpanSection.Example();

        /// <summary>The time-stepping formula.</summary>
        [Field("Time-stepping formula; neuralode methods lists them.")]
        public string Method { get; init; } = "Tsit5";

        /// <summary>The relative tolerance of a step.</summary>
        [Field("Relative tolerance of a step; 1e-6 goes with f64, 1e-4 with f32.", Above = 0)]
        public double RelativeTolerance { get; init; } = 1e-6;

        /// <summary>The absolute tolerance of a step.</summary>
        [Field("Absolute tolerance of a step; 1e-8 goes with f64, 1e-6 with f32.",
            Unit = "unit of the state", Above = 0)]
        public double AbsoluteTolerance { get; init; } = 1e-8;

        /// <summary>How step sizes are chosen.</summary>
        [Field("How step sizes are chosen.")]
        public ControllerSection Controller { get; init; } = new ControllerSection.Pi();

        /// <summary>The size of the first step.</summary>
        [Field("Size of the first step, tried again with a smaller one where its error is too large; 0 lets it be "
            + "found, at the cost of an evaluation.", Unit = "unit of the time", AtLeast = 0)]
        public double InitialStep { get; init; }

        /// <summary>The budget of steps of one example.</summary>
        [Field("Budget of steps of one example; one that needs more is left out and counted.",
            Unit = "steps", AtLeast = 1)]
        public int MaximumSteps { get; init; } = 10_000;

        /// <summary>The lanes of a tile.</summary>
        [Field("Lanes of a tile: 0 chooses, 1 solves one example at a time with its features side by side, "
            + "multiples of 16 solve so many together.", Unit = "lanes",
            AtLeast = 0, AtMost = ExperimentLimits.Lanes)]
        public int Lanes { get; init; }

        /// <summary>The method that carries cotangents back.</summary>
        [Field("How gradients are carried back through the solve.")]
        public AdjointSection Adjoint { get; init; } = new AdjointSection.Discrete();
    }
}

/// <summary>What stands for a window of an image.</summary>
public enum PoolKind
{
    /// <summary>The mean of what it covers.</summary>
    Average,

    /// <summary>The largest value.</summary>
    Max,

    /// <summary>The mean of the whole channel.</summary>
    Global,
}
