using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using NeuralOde.Numerics.Vectors;

namespace NeuralOde.Numerics.Products;

/// <summary>
/// Rows of sums of products of factors, which are broadcast, with vectors. A few rows and vectors are summed in
/// registers at a time.
/// </summary>
/// <param name="factors">Where factors stand, as an <see cref="IFactors"/> says.</param>
/// <param name="vectors">What is multiplied, step after step.</param>
/// <param name="sums">Where the sums stand, row after row.</param>
internal readonly ref struct RowProduct<T>(Course<T> factors, Course<T> vectors, Course<T> sums)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Course<T> _factors = factors;
    private readonly Course<T> _vectors = vectors;
    private readonly Course<T> _sums = sums;

    /// <summary>The number of rows of sums.</summary>
    public int Rows { get; init; }

    /// <summary>The number of products of a sum, or of a run of them.</summary>
    public int Count { get; init; }

    /// <summary>The number of runs, whose vectors follow each other.</summary>
    public int Runs { get; init; } = 1;

    /// <summary>How far behind the factors of a run those of the next one stand.</summary>
    public nint RunsApart { get; init; }

    /// <summary>Sums all rows, so many vectors wide.</summary>
    public void Run<TFactors, TStart, TVector>(int width)
        where TFactors : struct, IFactors
        where TStart : struct, IStart
        where TVector : struct, IVector<TVector, T>
    {
        for (var (at, count) = (0, 0); at < width; at += count)
        {
            count = Columns<TVector>(width - at);
            switch (count)
            {
                case 4: Down<TFactors, TStart, Four<TVector, T>, TVector>(at); break;
                case 3: Down<TFactors, TStart, Three<TVector, T>, TVector>(at); break;
                case 2: Down<TFactors, TStart, Two<TVector, T>, TVector>(at); break;
                default: Down<TFactors, TStart, One<TVector, T>, TVector>(at); break;
            }
        }
    }

    /// <summary>A few vectors of all rows: what is multiplied stays in the nearest cache.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Down<TFactors, TStart, TBlock, TVector>(int at)
        where TFactors : struct, IFactors
        where TStart : struct, IStart
        where TBlock : struct, IBlock<TBlock, TVector, T>
        where TVector : struct, IVector<TVector, T>
    {
        for (var (row, count, strips) = (0, 0, 0); row < Rows; row += count * strips)
        {
            (count, strips) = (RowsFrom<TBlock, TVector>(row), 1);
            while (RowsFrom<TBlock, TVector>(row + count * strips) == count) strips++;
            var strip = Strip<TFactors>(row, at);
            switch (count)
            {
                case 12: RowSums.Down<TFactors, TStart, Rows.Twelve, TBlock, TVector, T>(in strip, strips); break;
                case 8: RowSums.Down<TFactors, TStart, Rows.Eight, TBlock, TVector, T>(in strip, strips); break;
                case 6: RowSums.Down<TFactors, TStart, Rows.Six, TBlock, TVector, T>(in strip, strips); break;
                case 4: RowSums.Down<TFactors, TStart, Rows.Four, TBlock, TVector, T>(in strip, strips); break;
                case 2: RowSums.Down<TFactors, TStart, Rows.Two, TBlock, TVector, T>(in strip, strips); break;
                default: RowSums.Down<TFactors, TStart, Rows.One, TBlock, TVector, T>(in strip, strips); break;
            }
        }
    }

    /// <summary>How many of the vectors that are left are summed at a time.</summary>
    private static int Columns<TVector>(int left)
        where TVector : struct, IVector<TVector, T> =>
        !HasManyRegisters<TVector>() ? Math.Min(left, 2)
        : left is 5 or 6 ? 3
        : Math.Min(left, 4);

    /// <summary>
    /// How many rows are summed at a time from one on: as many as registers hold, but rather eight twice than twelve
    /// and four. Pairs of factors stand in one panel, and so do fours from a multiple of four on.
    /// </summary>
    private int RowsFrom<TBlock, TVector>(int row)
        where TBlock : struct, IBlock<TBlock, TVector, T>
        where TVector : struct, IVector<TVector, T>
    {
        var left = Rows - row;
        var most = !HasManyRegisters<TVector>() || TBlock.Count == 4 ? 6 : TBlock.Count == 3 ? 8 : 12;
        return most == 12 && left >= 12 && left != 16 ? 12
            : most >= 8 && left >= 8 ? 8
            : most == 6 && left >= 6 ? 6
            : left >= 4 && row % 4 == 0 ? 4
            : Math.Min(left, 2);
    }

    /// <summary>Vectors of 64 bytes come with 32 registers, others with 16.</summary>
    private static bool HasManyRegisters<TVector>()
        where TVector : struct, IVector<TVector, T> => TVector.Count == Vector512<T>.Count;

    /// <summary>The strip that begins with a row and a vector.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Strip<T> Strip<TFactors>(int row, int at)
        where TFactors : struct, IFactors => new(
            _factors,
            _vectors.From(at * _vectors.Apart),
            _sums.From(row * _sums.Step + at * _sums.Apart),
            Count)
        {
            Row = row,
            Runs = Runs,
            Jump = RunsApart - Count * TFactors.Step(in _factors),
        };
}
