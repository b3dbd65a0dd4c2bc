using NeuralOde.Core.Values;

namespace NeuralOde.Core.Programs;

/// <summary>
/// Where each named tensor lies in the flat array of parameters; tensors follow one another in order.
/// </summary>
public sealed record ParameterLayout(ValueArray<ParameterBlock> Blocks)
{
    /// <summary>The length of the flat array.</summary>
    public int Total => Blocks.Sum(block => block.Size);
}

/// <summary>One named tensor of parameters, stored by rows.</summary>
/// <param name="Name">Its name in model files, such as <c>field.0.weight</c>.</param>
/// <param name="Shape">Its axes; a weight has shape [out, in].</param>
/// <param name="Start">How it is filled before training.</param>
public sealed record ParameterBlock(string Name, ValueArray<int> Shape, StartValue Start)
{
    /// <summary>The number of entries.</summary>
    public int Size => Shape.Aggregate(1, (product, axis) => product * axis);
}

/// <summary>How a tensor of parameters is filled before training.</summary>
public abstract record StartValue
{
    private StartValue() { }

    /// <summary>Every entry is the same number.</summary>
    public sealed record Constant(double Value) : StartValue;

    /// <summary>The entries as given.</summary>
    public sealed record Given(ValueArray<double> Values) : StartValue;

    /// <summary>Uniform in [−Bound, Bound].</summary>
    public sealed record Uniform(double Bound) : StartValue;

    /// <summary>Normal with mean 0.</summary>
    public sealed record Normal(double StandardDeviation) : StartValue;
}
