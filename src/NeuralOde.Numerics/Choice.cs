using System.Numerics;

namespace NeuralOde.Numerics;

/// <summary>The three operands of a selection.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="condition">Where it is not 0, <paramref name="then"/> is taken.</param>
/// <param name="then">What is taken there.</param>
/// <param name="otherwise">What is taken elsewhere.</param>
public readonly ref struct Choice<T>(Operand<T> condition, Operand<T> then, Operand<T> otherwise)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Where it is not 0, <see cref="Then"/> is taken.</summary>
    public Operand<T> Condition { get; } = condition;

    /// <summary>What is taken there.</summary>
    public Operand<T> Then { get; } = then;

    /// <summary>What is taken elsewhere.</summary>
    public Operand<T> Otherwise { get; } = otherwise;
}
