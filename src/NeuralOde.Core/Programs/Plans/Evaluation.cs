using System.Collections.Immutable;

namespace NeuralOde.Core.Programs.Plans;

/// <summary>
/// One of several evaluations of a program that stand side by side in one memory; parameters and sums they share.
/// </summary>
/// <param name="Inputs">Where its inputs are written.</param>
/// <param name="Outputs">Where its outputs are read.</param>
/// <param name="Before">What can be done before the last input is known.</param>
/// <param name="Behind">The rest, but for sums that are joined.</param>
/// <param name="Sums">Sums over the lanes of this evaluation and of those that were done before.</param>
internal sealed record Evaluation(
    ImmutableArray<Place> Inputs,
    ImmutableArray<Place> Outputs,
    ImmutableArray<Step> Before,
    ImmutableArray<Step> Behind,
    ImmutableArray<Step> Sums);
