using System.Numerics;
using System.Runtime.InteropServices;
using NeuralOde.Core.Training.Optimisers;
using NeuralOde.Core.Values;
using NeuralOde.Numerics;

namespace NeuralOde.Core.Training;

/// <summary>
/// Takes the steps of <see cref="TrainingStep"/> in place, with the same bits and without allocating: for loops
/// that hand nobody the states in between.
/// </summary>
/// <remarks>Used by one thread at a time.</remarks>
/// <typeparam name="T">The type of the numbers.</typeparam>
public sealed class TrainingWorkspace<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly TrainingRule _rule;
    private readonly TrainingState _start;
    private readonly T[] _parameters;
    private readonly T[] _gradient;
    private readonly T[][] _kept;
    private readonly int _mean;
    private readonly int _squares;
    private long _steps;

    /// <summary>Goes on from a state, which is copied.</summary>
    /// <param name="rule">How a gradient becomes a step.</param>
    /// <param name="state">The state to begin with.</param>
    /// <exception cref="ArgumentException">
    /// The state is another optimiser's, or its precision is another one.
    /// </exception>
    public TrainingWorkspace(TrainingRule rule, TrainingState state)
    {
        rule.Optimiser.Check(state.Optimiser);
        (_rule, _start) = (rule, state);
        _parameters = state.Parameters.AsSpan<T>().ToArray();
        _gradient = new T[_parameters.Length];
        _kept = [.. state.Optimiser.Vectors.Select(vector => vector.Values.AsSpan<T>().ToArray())];
        (_mean, _squares) = (state.Optimiser.IndexOfMean, state.Optimiser.IndexOfSquares);
        (Version, _steps) = (state.Version, state.Optimiser.Steps);
    }

    /// <summary>The number of steps taken, those without effect included.</summary>
    public long Version { get; private set; }

    /// <summary>θ, until the next step; shape [parameters].</summary>
    public ReadOnlySpan<T> Parameters => _parameters;

    /// <summary>A copy of all that training changes, to be kept.</summary>
    public TrainingState State => new(
        Version,
        FlatVector.Of<T>(_parameters),
        new(
            _steps,
            [
                .. _start.Optimiser.Vectors.Select((vector, i) =>
                    vector with { Values = FlatVector.Of<T>(_kept[i]) }),
            ]));

    /// <summary>Takes the mean, shortens it, and lets the optimiser move.</summary>
    /// <param name="gradientSum">
    /// The sum of the gradients of the examples that counted; shape [parameters].
    /// </param>
    /// <param name="examples">How many examples counted.</param>
    /// <exception cref="ArgumentException">The gradient has another length than the parameters.</exception>
    public TrainingMove Take(ReadOnlySpan<T> gradientSum, long examples)
    {
        Misuse.SameLength(gradientSum.Length, _parameters.Length);
        var rate = _rule.Schedule.At(Version++);
        if (examples == 0) return new(double.NaN, rate, HasEffect: false);

        Gradients.Scale<T>(gradientSum, 1.0 / examples, _gradient);
        var norm = Gradients.Norm<T>(_gradient);
        if (!double.IsFinite(norm)) return new(norm, rate, HasEffect: false);

        if (_rule.ClipNorm > 0 && norm > _rule.ClipNorm)
        {
            Gradients.Scale<T>(_gradient, _rule.ClipNorm / norm, _gradient);
        }

        var movement = new Movement<T>
        {
            Parameters = _parameters,
            Gradient = _gradient,
            Mean = _mean < 0 ? [] : _kept[_mean],
            Squares = _squares < 0 ? [] : _kept[_squares],
            Rate = rate,
            Steps = _steps++,
        };
        OptimiserStep<T>.Take(_rule.Optimiser, movement);
        return new(norm, rate, HasEffect: true);
    }
}

/// <summary>What a step of training did.</summary>
/// <param name="GradientNorm">
/// The norm of the mean gradient before clipping; NaN if no example counted.
/// </param>
/// <param name="Rate">The rate that the schedule gave.</param>
/// <param name="HasEffect">
/// False when no example counted or the gradient was not finite: only the version moved on.
/// </param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct TrainingMove(double GradientNorm, double Rate, bool HasEffect);
