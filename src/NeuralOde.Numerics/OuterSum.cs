using System.Numerics;
using NeuralOde.Numerics.Products;
using NeuralOde.Numerics.Vectors;

namespace NeuralOde.Numerics;

/// <summary>Sums of outer products, as the gradient of a shared matrix needs them.</summary>
public static class OuterSum
{
    /// <summary>Adds x·yᵀ of each row, row after row, each term fused.</summary>
    /// <param name="x">The factors of the rows of the sums.</param>
    /// <param name="y">The factors of the columns of the sums.</param>
    /// <param name="rows">The number of rows of x and y that are summed over: the first ones.</param>
    /// <param name="sums">What is added to; shape [features of x, features of y].</param>
    /// <exception cref="ArgumentException">A shape does not fit.</exception>
    public static void AddTo<T>(Panels<T> x, Panels<T> y, int rows, Span<T> sums)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var fits = rows >= 0 && rows <= Math.Min(x.Rows, y.Rows) && sums.Length == x.Features * y.Features;
        if (!fits) throw Misfit(x, y, rows, sums.Length);
        x.Check();
        y.Check();
        Widest.Run<OuterSumKernel<T>, T>(new(x, y, rows, sums), Panels<T>.Width);
    }

    private static ArgumentException Misfit<T>(Panels<T> x, Panels<T> y, int rows, int length)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => new(
        $"{x.Features} × {y.Features} sums over {rows} of {Math.Min(x.Rows, y.Rows)} rows do not fit "
        + $"{length} values.");
}
