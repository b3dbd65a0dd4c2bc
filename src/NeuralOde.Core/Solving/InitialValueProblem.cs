using System.Numerics;
using NeuralOde.Core.Programs;
using NeuralOde.Core.Values;

namespace NeuralOde.Core.Solving;

/// <summary>Initial value problems of one field, one or many, to be solved once.</summary>
/// <typeparam name="T">The element type of states and inputs.</typeparam>
/// <param name="Field">The vector field.</param>
/// <param name="Lanes">Each example: where it begins, where it ends, where its solution is wanted.</param>
public sealed record InitialValueProblem<T>(VectorField Field, ValueArray<LaneProblem<T>> Lanes)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>One example.</summary>
    /// <param name="field">The vector field.</param>
    /// <param name="y0">The initial state; shape [state].</param>
    /// <param name="t0">Its time.</param>
    /// <param name="t1">Where it ends, before or behind t0.</param>
    /// <param name="times">The evaluation times, from t0 to t1.</param>
    public static InitialValueProblem<T> Of(
        VectorField field, ValueArray<T> y0, double t0, double t1, params ReadOnlySpan<double> times) =>
        new(field, [new LaneProblem<T>(y0, t0, t1, [.. times])]);
}

/// <summary>The initial value problem of one example.</summary>
/// <typeparam name="T">The element type of states and inputs.</typeparam>
/// <param name="Y0">The initial state; shape [state].</param>
/// <param name="T0">Its time.</param>
/// <param name="T1">Where it ends, before or behind T0.</param>
/// <param name="Times">The evaluation times, ordered from T0 to T1; ends and duplicates are allowed.</param>
public sealed record LaneProblem<T>(ValueArray<T> Y0, double T0, double T1, ValueArray<double> Times)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>What the example feeds the field beside its state; shape [inputs].</summary>
    public ValueArray<T> Inputs { get; init; } = [];
}
