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
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<TStart, TVector>(int width)
        where TStart : struct, IStart
        where TVector : struct, IVector<TVector, T>
    {
        var (row, rows) = (0, _factors.Features);
        if (Panels<T>.FillVector<TVector>())
        {
            // Vectors of 64 bytes come with 32 registers, others with 16.
            for (; row + 8 <= rows; row += 8) Across<EightRows, TStart, TVector>(row, width);
        }

        for (; row + 4 <= rows; row += 4) Across<FourRows, TStart, TVector>(row, width);
        for (; row + 2 <= rows; row += 2) Across<TwoRows, TStart, TVector>(row, width);
        if (row < rows) Across<OneRow, TStart, TVector>(row, width);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Across<TRows, TStart, TVector>(int row, int width)
        where TRows : struct, IRows
        where TStart : struct, IStart
        where TVector : struct, IVector<TVector, T>
    {
        var here = new Course<T>(ref _factors.At(First, row), Panels<T>.Width, 0);
        Strips.Across<TRows, TStart, TVector, T>(new(here, _vectors, _sums.From(row * _sums.Step), Count), width);
    }
}
