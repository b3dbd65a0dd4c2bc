using System.Collections.Immutable;

namespace NeuralOde.Core.Programs.Plans;

/// <summary>
/// One of several evaluations of a program that stand side by side in one memory; parameters and sums they share.
/// </summary>
/// <param name="Inputs">Where its inputs are written.</param>
/// <param name="Outputs">Where its outputs are read.</param>
/// <param name="Before">What can be done before the last input is known.</param>
/// <param name="Behind">The rest, but for sums that can wait.</param>
/// <param name="Sums">
/// Sums that can wait for other evaluations, to be read and written once for all of them. Those of a tile go over the
/// lanes of this evaluation and of those that were done before; those of one lane alone are of this one, and may be
/// carried out side by side with those of others that add to the same.
/// </param>
internal sealed record Evaluation(
    ImmutableArray<Place> Inputs,
    ImmutableArray<Place> Outputs,
    ImmutableArray<Step> Before,
    ImmutableArray<Step> Behind,
    ImmutableArray<Step> Sums);
