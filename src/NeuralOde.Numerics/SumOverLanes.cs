using System.Numerics;
using NeuralOde.Numerics.Products;
using NeuralOde.Numerics.Vectors;

namespace NeuralOde.Numerics;

/// <summary>Sums over the lanes, as the gradient of shared numbers needs them.</summary>
public static class SumOverLanes
{
    /// <summary>Adds x of each lane, lane after lane.</summary>
    /// <param name="x">Shape [features, lanes], or [features] shared by the lanes.</param>
    /// <param name="lanes">The number of lanes.</param>
    /// <param name="sums">What is added to; shape [features].</param>
    /// <exception cref="ArgumentException">A shape does not fit.</exception>
    public static void AddTo<T>(Operand<T> x, int lanes, Span<T> sums)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        x.Check(sums.Length, lanes);
        if (lanes == 1) Elementwise.Add(new(sums, 1, isShared: true), x, 1, sums);
        else Widest.Run<SumOverLanesKernel<T>, T>(new(x, lanes, sums), sums.Length);
    }

    /// <summary>Adds rows of panels, row after row.</summary>
    /// <param name="x">The rows.</param>
    /// <param name="rows">The number of rows that are added: the first ones.</param>
    /// <param name="sums">What is added to; shape [features of x].</param>
    /// <exception cref="ArgumentException">A shape does not fit.</exception>
    public static void AddRowsTo<T>(Panels<T> x, int rows, Span<T> sums)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Misuse.SameLength(x.Features, sums.Length);
        Misuse.Unless(rows >= 0 && rows <= x.Rows, $"{rows} rows are asked for, but panels have {x.Rows}.");
        x.Check();
        Widest.Run<RowSumKernel<T>, T>(new(x, rows, sums), Panels<T>.Width);
    }
}
