using NeuralOde.Core.Training.Optimisers;
using NeuralOde.Core.Values;

namespace NeuralOde.Core.Training;

/// <summary>What training changes from step to step.</summary>
/// <param name="Version">The number of steps taken, those without effect included.</param>
/// <param name="Parameters">θ; shape [parameters].</param>
/// <param name="Optimiser">What the optimiser keeps.</param>
public sealed record TrainingState(long Version, FlatVector Parameters, OptimiserState Optimiser)
{
    /// <summary>The state before the first step.</summary>
    public static TrainingState Start(FlatVector parameters, TrainingRule rule) =>
        new(0, parameters, rule.Optimiser.Start(parameters));

    /// <summary>The state of a range of the parameters.</summary>
    /// <param name="start">The first of them.</param>
    /// <param name="count">Their number.</param>
    /// <exception cref="ArgumentOutOfRangeException">They are not all there.</exception>
    public TrainingState Range(int start, int count) => With(
        Parameters.Slice(start, count), vector => vector.Values.Slice(start, count));

    /// <summary>The state of all parameters, from those of ranges that follow one another.</summary>
    /// <param name="ranges">The states, of one version; at least one.</param>
    /// <exception cref="ArgumentException">There is none, or the precisions differ.</exception>
    public static TrainingState Joined(IReadOnlyList<TrainingState> ranges) => ranges[0].With(
        FlatVector.Joined([.. ranges.Select(range => range.Parameters)]),
        vector => FlatVector.Joined(
            [.. ranges.SelectMany(range => range.Optimiser.Vectors.Where(other => other.Name == vector.Name))
                .Select(other => other.Values)]));

    private TrainingState With(FlatVector parameters, Func<NamedVector, FlatVector> kept) => this with
    {
        Parameters = parameters,
        Optimiser = Optimiser with
        {
            Vectors = [.. Optimiser.Vectors.Select(vector => vector with { Values = kept(vector) })],
        },
    };
}

/// <summary>How a gradient becomes a step.</summary>
/// <param name="Optimiser">How the gradient changes the parameters.</param>
/// <param name="Schedule">The rate of each step.</param>
/// <param name="ClipNorm">
/// A mean gradient of a larger norm is shortened to this one; 0 leaves all as they are.
/// </param>
public sealed record TrainingRule(Optimiser Optimiser, Schedule Schedule, double ClipNorm = 0);
