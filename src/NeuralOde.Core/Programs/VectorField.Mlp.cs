using static NeuralOde.Core.Programs.Symbolic;

namespace NeuralOde.Core.Programs;

/// <summary>How a net sees the time.</summary>
public enum Time
{
    /// <summary>Not at all: the field is autonomous.</summary>
    None,

    /// <summary>As one more feature behind the state.</summary>
    Appended,
}

public sealed partial record VectorField
{
    /// <summary>A multilayer perceptron as a field: y ▸ dense ▸ activation ▸ … ▸ dense.</summary>
    /// <param name="state">The number of features of y.</param>
    /// <param name="hidden">The sizes of the hidden layers; may be empty.</param>
    /// <param name="activation">The function between the layers.</param>
    /// <param name="time">Whether t stands behind y.</param>
    public static VectorField Mlp(
        int state, ReadOnlySpan<int> hidden, Activation activation, Time time = Time.None)
    {
        var first = time == Time.Appended ? state + 1 : state;
        var net = new Mlp([first, .. hidden, state], activation);
        return Define(
            state, net.Layout, (t, y, p) => net.Apply(time == Time.Appended ? Vector(y, t) : y, p));
    }
}
