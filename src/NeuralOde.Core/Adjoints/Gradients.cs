using System.Numerics;
using NeuralOde.Core.Solving;
using NeuralOde.Core.Values;

namespace NeuralOde.Core.Adjoints;

/// <summary>
/// Solves once and carries a cotangent back; <see cref="AdjointSolveWorkspace{T}"/> does so again and again.
/// </summary>
public static class Gradients
{
    /// <summary>The derivatives of a loss that is a sum over the examples.</summary>
    /// <param name="problem">The field and its examples.</param>
    /// <param name="parameters">θ; shape [parameters].</param>
    /// <param name="cotangent">
    /// For the solution of one example dL/dy at its evaluation times; shape [times, state].
    /// </param>
    /// <param name="options">How it is solved and carried back.</param>
    /// <exception cref="ArgumentException">
    /// A length does not fit, or options contradict one another.
    /// </exception>
    public static Gradient<T> Of<T>(
        InitialValueProblem<T> problem,
        ReadOnlySpan<T> parameters,
        Func<LaneSolution<T>, ValueArray<T>> cotangent,
        GradientOptions options)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var workspace = new AdjointSolveWorkspace<T>(problem.Field, options.Solve, options.Adjoint);
        workspace.Forward(Solve.Batch(problem), parameters);
        var solution = Solve.Solution(problem, workspace.Solve);
        T[] valuesCotangent = [.. solution.Lanes.SelectMany(lane => cotangent(lane))];
        var parametersCotangent = new T[parameters.Length];
        workspace.PullBack(valuesCotangent, parametersCotangent);
        workspace.PullBackTimes(valuesCotangent);

        var (state, inputs) = (problem.Field.State, problem.Field.Inputs);
        var offsets = Solve.TimeOffsets(problem);
        return new(
            solution, [.. parametersCotangent], [.. Enumerable.Range(0, problem.Lanes.Count).Select(Lane)]);

        LaneGradient<T> Lane(int example) => new(
            [.. workspace.Y0Cotangent.Slice(example * state, state)],
            [.. workspace.InputsCotangent.Slice(example * inputs, inputs)],
            workspace.T0Cotangent[example],
            workspace.T1Cotangent[example],
            [.. workspace.TimesCotangent[offsets[example]..offsets[example + 1]]],
            workspace.Records[example]);
    }
}

/// <summary>How a problem is solved, and how cotangents of its solution are carried back.</summary>
public sealed record GradientOptions
{
    /// <summary>How it is solved.</summary>
    public SolveOptions Solve { get; init; } = new();

    /// <summary>How cotangents are carried back; <see cref="Adjoint.Discrete"/> by default.</summary>
    public Adjoint Adjoint { get; init; } = new Adjoint.Discrete();
}

/// <summary>The derivatives of a loss; they never change.</summary>
/// <typeparam name="T">The element type of states and parameters.</typeparam>
/// <param name="Solution">The solution that the loss was taken of.</param>
/// <param name="Parameters">dL/dθ, summed over the examples that finished; shape [parameters].</param>
/// <param name="Lanes">The derivatives by what each example has of its own.</param>
public sealed record Gradient<T>(
    Solution<T> Solution, ValueArray<T> Parameters, ValueArray<LaneGradient<T>> Lanes)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>;

/// <summary>The derivatives of a loss by what one example has of its own; all 0 if it failed.</summary>
/// <typeparam name="T">The element type of states and inputs.</typeparam>
/// <param name="Y0">dL/dy0; shape [state].</param>
/// <param name="Inputs">dL/du; shape [inputs].</param>
/// <param name="T0">dL/dt0, without the direct term of an observation at t0.</param>
/// <param name="T1">dL/dt1, from the observations at t1.</param>
/// <param name="Times">dL/dtᵢ of each evaluation time; shape [times].</param>
/// <param name="Statistics">What the way back cost.</param>
public sealed record LaneGradient<T>(
    ValueArray<T> Y0, ValueArray<T> Inputs, double T0, double T1, ValueArray<double> Times, AdjointRecord Statistics)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>;
