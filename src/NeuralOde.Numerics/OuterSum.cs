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

    /// <summary>
    /// Adds x·yᵀ of each lane, lane after lane and run after run, each term fused. Nothing but x is turned, and the
    /// sums stay in panels, until they are <see cref="Move">moved</see>.
    /// </summary>
    /// <param name="x">The factors of the rows of the sums: its first rows are the lanes of all runs.</param>
    /// <param name="y">
    /// The factors of the columns of the sums; shape [columns, lanes] for each run, or [columns] shared by the lanes.
    /// </param>
    /// <param name="runs">How many runs there are, and how far apart those of y stand.</param>
    /// <param name="sums">What is added to: the rows of the sums as features, their columns as rows.</param>
    /// <exception cref="ArgumentException">A shape does not fit.</exception>
    public static void AddTo<T>(Panels<T> x, Operand<T> y, LaneRuns runs, Panels<T> sums)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (sums.Features != x.Features) throw Misfit(x, sums);
        Misuse.Unless(runs.Rows <= x.Rows, $"{runs.Rows} lanes are asked for, but panels have {x.Rows} rows.");
        x.Check();
        y.Check(sums.Rows, runs.Reach);
        sums.Check();
        Widest.Run<LaneOuterSumKernel<T>, T>(new(x, y, runs, sums), Panels<T>.Width);
    }

    /// <summary>Adds sums in panels to where they belong, and sets them to 0.</summary>
    /// <param name="sums">The rows of the sums as features, their columns as rows.</param>
    /// <param name="to">What is added to; shape [features of sums, rows of sums].</param>
    /// <exception cref="ArgumentException">A shape does not fit.</exception>
    public static void Move<T>(Panels<T> sums, Span<T> to)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Misuse.SameLength(sums.Features * sums.Rows, to.Length);
        sums.Check();
        Widest.Run<PanelReader<T>, T>(new(sums, to), sums.Features);
        sums.Clear();
    }

    private static ArgumentException Misfit<T>(Panels<T> x, Panels<T> sums)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => new(
        $"Panels of {sums.Features} features do not fit sums of {x.Features} rows.");

    private static ArgumentException Misfit<T>(Panels<T> x, Panels<T> y, int rows, int length)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => new(
        $"{x.Features} × {y.Features} sums over {rows} of {Math.Min(x.Rows, y.Rows)} rows do not fit "
        + $"{length} values.");
}
