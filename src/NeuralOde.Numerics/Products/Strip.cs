using System.Numerics;

namespace NeuralOde.Numerics.Products;

/// <summary>
/// What a micro-kernel sums: to row r of the sums it adds factor (k, r) · vectors (k), for k in order, run after run.
/// </summary>
/// <param name="factors">Where factors stand, as an <see cref="IFactors"/> says.</param>
/// <param name="vectors">Where vectors stand; a step leads to the next k.</param>
/// <param name="sums">Where sums stand; a step leads to the next row.</param>
/// <param name="count">The number of products of a run.</param>
internal readonly ref struct Strip<T>(Course<T> factors, Course<T> vectors, Course<T> sums, int count)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public readonly Course<T> Factors = factors;
    public readonly Course<T> Vectors = vectors;
    public readonly Course<T> Sums = sums;
    public readonly int Count = count;

    /// <summary>The row of factors that the first row of sums takes.</summary>
    public int Row { get; init; }

    /// <summary>The number of runs, whose vectors follow each other.</summary>
    public int Runs { get; init; }

    /// <summary>How far behind the last factors of a run those of the next one stand.</summary>
    public nint Jump { get; init; }
}
