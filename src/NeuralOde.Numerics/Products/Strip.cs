using System.Numerics;
using System.Runtime.CompilerServices;
using NeuralOde.Numerics.Vectors;

namespace NeuralOde.Numerics.Products;

/// <summary>
/// What a micro-kernel sums: to row r of the sums it adds factor (k, r) · vectors (k), for k in order. The factors of
/// one k follow each other.
/// </summary>
/// <param name="factors">Where factors stand; a step leads to the next k.</param>
/// <param name="vectors">Where vectors stand; a step leads to the next k.</param>
/// <param name="sums">Where sums stand; a step leads to the next row.</param>
/// <param name="count">The number of products of a sum.</param>
internal readonly ref struct Strip<T>(Course<T> factors, Course<T> vectors, Course<T> sums, int count)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public readonly Course<T> Factors = factors;
    public readonly Course<T> Vectors = vectors;
    public readonly Course<T> Sums = sums;
    public readonly int Count = count;

    /// <summary>The strip that begins some vectors further.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Strip<T> From<TVector>(int vector)
        where TVector : struct, IVector<TVector, T> =>
        new(Factors, Vectors.From(vector * Vectors.Apart), Sums.From(vector * TVector.Count), Count);
}
