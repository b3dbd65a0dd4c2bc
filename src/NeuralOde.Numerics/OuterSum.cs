using System.Numerics;
using System.Runtime.Intrinsics;
using NeuralOde.Numerics.Products;

namespace NeuralOde.Numerics;

/// <summary>Sums over the lanes, as the gradient of shared parameters needs them.</summary>
public static class OuterSum
{
    /// <summary>Adds the sum over lanes of x·yᵀ.</summary>
    /// <param name="x">
    /// Shape [rows, lanes], or [rows] shared by the lanes; a shared 1 gives the sums of y alone.
    /// </param>
    /// <param name="y">Shape [columns, lanes], or [columns] shared by the lanes.</param>
    /// <param name="size">
    /// The number of rows and of columns, and the number of lanes; whole granules of 64 bytes.
    /// </param>
    /// <param name="sums">What is added to; shape [rows, columns].</param>
    /// <exception cref="ArgumentException">A shape does not fit.</exception>
    /// <remarks>
    /// The order is the same at every width: each place of a granule is summed over the granules in order,
    /// with fused products, and the places are folded in halves.
    /// </remarks>
    public static void AddTo<T>(
        Operand<T> x, Operand<T> y, OuterSize size, Span<T> sums)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var fits = size.Lanes % Vector512<T>.Count == 0 && sums.Length == size.Rows * size.Columns;
        if (!fits) throw Misfit(size, sums.Length);
        x.Check(size.Rows, size.Lanes);
        y.Check(size.Columns, size.Lanes);
        new OuterSumKernel<T>(x, y, size, sums).Run();
    }

    private static ArgumentException Misfit(OuterSize size, int length) => new(
        $"{size.Rows} × {size.Columns} sums over {size.Lanes} lanes do not fit {length} values, "
        + "or the lanes no granule of 64 bytes.");
}

/// <summary>The size of a sum of outer products.</summary>
/// <param name="Rows">The number of features of x.</param>
/// <param name="Columns">The number of features of y.</param>
/// <param name="Lanes">The number of lanes that are summed over.</param>
public readonly record struct OuterSize(int Rows, int Columns, int Lanes);
