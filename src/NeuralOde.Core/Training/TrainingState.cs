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
}

/// <summary>How a gradient becomes a step.</summary>
/// <param name="Optimiser">How the gradient changes the parameters.</param>
/// <param name="Schedule">The rate of each step.</param>
/// <param name="ClipNorm">
/// A mean gradient of a larger norm is shortened to this one; 0 leaves all as they are.
/// </param>
public sealed record TrainingRule(Optimiser Optimiser, Schedule Schedule, double ClipNorm = 0);
