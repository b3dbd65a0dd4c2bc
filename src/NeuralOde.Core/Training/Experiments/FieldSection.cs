using NeuralOde.Core.Programs;
using NeuralOde.Core.Values;

namespace NeuralOde.Core.Training.Experiments;

/// <summary>The vector field of an ODE stage.</summary>
public abstract record FieldSection
{
    private FieldSection() { }

    /// <summary>A multilayer perceptron.</summary>
    public sealed record Mlp : FieldSection
    {
        /// <summary>The widths of the hidden layers.</summary>
        [Field("Widths of the hidden layers.", AtLeast = 1, AtMost = ExperimentLimits.Width)]
        public ValueArray<int> Hidden { get; init; } = [50];

        /// <summary>The function between the layers.</summary>
        [Field("Function between the layers.")]
        public Activation Activation { get; init; } = Activation.Tanh;

        /// <summary>Whether the field sees the time.</summary>
        [Field("Whether the field sees the time: none, or appended to the state.")]
        public Time Time { get; init; } = Time.None;

        /// <summary>What is applied to the state before the first layer.</summary>
        [Field("Applied to each component of the state before the first layer: none, square, cube or sin.")]
        public FeatureTransform Features { get; init; } = FeatureTransform.None;

        /// <summary>Whether the last layer starts at zero.</summary>
        [Field("Whether the last layer starts at zero, so that the untrained solution stands still.")]
        public bool ZeroStart { get; init; }
    }

    /// <summary>A net of convolutions that keeps the size of the image.</summary>
    public sealed record Conv : FieldSection
    {
        /// <summary>The channels between the convolutions.</summary>
        [Field("Channels between the convolutions; the last one gives as many as come in.",
            AtLeast = 1, AtMost = ExperimentLimits.Width)]
        public ValueArray<int> Hidden { get; init; } = [16];

        /// <summary>The size of the window.</summary>
        [Field("Rows and columns of every window; odd, so that the image keeps its size.",
            Unit = "pixels", AtLeast = 1, AtMost = ExperimentLimits.Window)]
        public int Window { get; init; } = 3;

        /// <summary>The function between the convolutions.</summary>
        [Field("Function between the convolutions, and with groups in front of each of them.")]
        public Activation Activation { get; init; } = Activation.Tanh;

        /// <summary>Whether the convolutions see the time.</summary>
        [Field("Whether the convolutions see the time: none, or appended as one more channel of each.")]
        public Time Time { get; init; } = Time.None;

        /// <summary>The groups of the norms.</summary>
        [Field("Groups of a group norm before, between and behind the convolutions; 0 leaves it out.",
            AtLeast = 0)]
        public int Groups { get; init; }

        /// <summary>Whether the last convolution starts at zero.</summary>
        [Field("Whether the last convolution starts at zero, so that the untrained solution stands still.")]
        public bool ZeroStart { get; init; }
    }

    /// <summary>Equations as text, whose parameters are learned.</summary>
    public sealed record Equations : FieldSection
    {
        /// <summary>The equations, one a line.</summary>
        [Field("Equations as in neuralode solve: definitions, functions, and derivatives such as y1' = "
            + "-k*y1.",
            Required = true)]
        public ValueArray<string> Lines { get; init; }

        /// <summary>The parameters and the values that training starts from.</summary>
        [Field("Parameters by name, with the values that training starts from.")]
        public ValueArray<NamedNumber> Parameters { get; init; }
    }
}

/// <summary>A number with a name; an entry of a JSON object.</summary>
/// <param name="Name">The name.</param>
/// <param name="Value">The number.</param>
public sealed record NamedNumber(string Name, double Value);

/// <summary>What is applied to the state before the first layer of a field.</summary>
public enum FeatureTransform
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>y².</summary>
    Square,

    /// <summary>y³.</summary>
    Cube,

    /// <summary>sin y.</summary>
    Sin,
}
