using System.Runtime.CompilerServices;
using NeuralOde.Numerics.Functions;
using NeuralOde.Numerics.Vectors;

namespace NeuralOde.Numerics.Lanes;

/// <summary>The binary logarithm of the squared error ratio of every lane.</summary>
public static class StepLog
{
    // The logarithm of a perfect step stays finite, and so does that of a step whose error is no number.
    private const double SmallestSquare = 1e-300, LargestSquare = 1e300;

    /// <summary>Writes log₂ eₙ²; of 1e300 where that is larger or no number.</summary>
    /// <param name="rows">The squares of the error ratios, and what is written.</param>
    public static void Into(in StepRows rows) =>
        Widest.Run<StepKernel<Rule>, double>(new(rows, default), rows.Lanes);

    /// <summary>log₂ e² of one ratio, by what the steps of one lane alone have compiled in any case.</summary>
    /// <param name="ratio">e, above 1e-150.</param>
    public static double Of(double ratio)
    {
        StepRows rows = new(stackalloc double[StepRows.Count], lanes: 1);
        rows[StepRow.Square][0] = ratio * ratio;
        Into(rows);
        return rows[StepRow.Log][0];
    }

    /// <summary>log₂ of squares; of 1e300 where one is larger or no number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TVector Of<TVector>(TVector squares)
        where TVector : struct, IVector<TVector, double>
    {
        // A square that is no number is not below the largest either.
        var bounded = TVector.AtMost(TVector.Create(LargestSquare), squares);
        return Logarithm.Log2OfNormal(TVector.AtLeast(bounded, TVector.Create(SmallestSquare)));
    }

    internal readonly record struct Rule : IStepRule
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<TRows, TVector>(TRows rows)
            where TRows : IStepRows<TVector>, allows ref struct
            where TVector : struct, IVector<TVector, double> =>
            rows.Store(StepRow.Log, Of(rows.Load(StepRow.Square)));
    }
}
