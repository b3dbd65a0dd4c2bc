using System.Numerics;
using System.Runtime.CompilerServices;
using NeuralOde.Numerics.Vectors;

namespace NeuralOde.Numerics.Products;

/// <summary>
/// Sums of products of factors in panels, which are broadcast, with vectors: a row of sums for each feature of the
/// panels. A few rows and vectors are summed in registers at a time.
/// </summary>
/// <param name="factors">Factors; their features are the rows of the sums.</param>
/// <param name="vectors">What is multiplied, step after step.</param>
/// <param name="sums">Where the sums stand, row after row.</param>
internal readonly ref struct PanelProduct<T>(Panels<T> factors, Course<T> vectors, Course<T> sums)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Panels<T> _factors = factors;
    private readonly Course<T> _vectors = vectors;
    private readonly Course<T> _sums = sums;

    /// <summary>The row of the panels that the products begin with.</summary>
    public int First { get; init; }

    /// <summary>The number of products of a sum.</summary>
    public int Count { get; init; }

    /// <summary>Sums all rows, so many vectors wide.</summary>
    public void Run<TStart, TVector>(int width)
        where TStart : struct, IStart
        where TVector : struct, IVector<TVector, T>
    {
        for (var (at, count) = (0, 0); at < width; at += count)
        {
            count = Columns<TVector>(width - at);
            switch (count)
            {
                case 4: Down<TStart, Four<TVector, T>, TVector>(at); break;
                case 3: Down<TStart, Three<TVector, T>, TVector>(at); break;
                case 2: Down<TStart, Two<TVector, T>, TVector>(at); break;
                default: Down<TStart, One<TVector, T>, TVector>(at); break;
            }
        }
    }

    /// <summary>A few vectors of all rows: what is multiplied stays in the nearest cache.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Down<TStart, TBlock, TVector>(int at)
        where TStart : struct, IStart
        where TBlock : struct, IBlock<TBlock, TVector, T>
        where TVector : struct, IVector<TVector, T>
    {
        for (var (row, count) = (0, 0); row < _factors.Features; row += count)
        {
            count = Rows<TBlock, TVector>(row, _factors.Features - row);
            var strip = Strip<TVector>(row, at, count == 6 ? 2 : 4);
            switch (count)
            {
                case 12: TwelveRows.Sum<TStart, TBlock, TVector, T>(in strip); break;
                case 8: EightRows.Sum<TStart, TBlock, TVector, T>(in strip); break;
                case 6: SixRows.Sum<TStart, TBlock, TVector, T>(in strip); break;
                case 4: FourRows.Sum<TStart, TBlock, TVector, T>(in strip); break;
                case 2: TwoRows.Sum<TStart, TBlock, TVector, T>(in strip); break;
                default: OneRow.Sum<TStart, TBlock, TVector, T>(in strip); break;
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
    /// How many of the rows that are left are summed at a time: as many as registers hold, but rather eight twice than
    /// twelve and four. Pairs of factors stand in one panel, and so do fours from a multiple of four on.
    /// </summary>
    private static int Rows<TBlock, TVector>(int row, int left)
        where TBlock : struct, IBlock<TBlock, TVector, T>
        where TVector : struct, IVector<TVector, T>
    {
        var most = !HasManyRegisters<TVector>() || TBlock.Count == 4 ? 6 : TBlock.Count == 3 ? 8 : 12;
        return most == 12 && left >= 12 && left != 16 ? 12
            : most >= 8 && left >= 8 ? 8
            : most == 6 && left >= 6 ? 6
            : left >= 4 && row % 4 == 0 ? 4
            : left >= 2 ? 2
            : 1;
    }

    /// <summary>Vectors of 64 bytes, which fill a row of a panel, come with 32 registers, others with 16.</summary>
    private static bool HasManyRegisters<TVector>()
        where TVector : struct, IVector<TVector, T> => Panels<T>.FillVector<TVector>();

    /// <summary>The strip that begins with a row and a vector; so many of its factors follow each other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Strip<T> Strip<TVector>(int row, int at, int together)
        where TVector : struct, IVector<TVector, T>
    {
        var first = _factors.Offset(First, row);
        return new(
            new(ref _factors.At(First, row), Panels<T>.Width, 0),
            _vectors.From(at * _vectors.Apart),
            _sums.From(row * _sums.Step + at * TVector.Count),
            Count)
        {
            Second = _factors.Offset(First, row + together) - first,
            Third = _factors.Offset(First, row + 2 * together) - first,
        };
    }
}
