using System.Collections.Immutable;
using NeuralOde.Core.Programs.Plans.Fusing;
using NeuralOde.Core.Values;

namespace NeuralOde.Core.Programs.Plans;

/// <summary>The steps of a program and the places that they work on.</summary>
/// <param name="Program">What the steps carry out.</param>
/// <param name="Lanes">The number of lanes.</param>
/// <param name="Length">The number of elements of a memory.</param>
/// <param name="Inputs">Where the inputs are written.</param>
/// <param name="Outputs">Where the outputs are read.</param>
/// <param name="Fills">What a new memory holds.</param>
/// <param name="Bind">What depends on shared inputs only.</param>
/// <param name="Run">One evaluation.</param>
/// <param name="Sum">What is left to do for sums over lanes before they are read.</param>
/// <param name="Rows">The number of lanes that can wait for it; 0 if none have to.</param>
internal sealed record PlanLayout(
    Program Program,
    int Lanes,
    int Length,
    ImmutableArray<Place> Inputs,
    ImmutableArray<Place> Outputs,
    ImmutableArray<Fill> Fills,
    ImmutableArray<Step> Bind,
    ImmutableArray<Step> Run,
    ImmutableArray<Step> Sum,
    int Rows)
{
    /// <summary>The same with chains of elementwise steps in one; one lane alone has none.</summary>
    public PlanLayout Fused() => Lanes == 1 ? this : this with
    {
        Run = Fusion.Of(Run, [.. Outputs.Select(output => new Extent(output.Start, output.Length))], Lanes),
    };
}

/// <summary>Constants and where they stand.</summary>
internal readonly record struct Fill(Place To, ValueArray<double> Values);
