using System.Collections.Immutable;

namespace NeuralOde.Core.Programs.Plans;

/// <summary>
/// One of several evaluations of a program that stand side by side in one memory; parameters and sums they share.
/// </summary>
/// <param name="Inputs">Where its inputs are written.</param>
/// <param name="Outputs">Where its outputs are read.</param>
/// <param name="Before">What can be done before the last input is known.</param>
/// <param name="Behind">The rest.</param>
internal sealed record Evaluation(
    ImmutableArray<Place> Inputs,
    ImmutableArray<Place> Outputs,
    ImmutableArray<Step> Before,
    ImmutableArray<Step> Behind);
