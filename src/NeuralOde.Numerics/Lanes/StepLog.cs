using System.Runtime.CompilerServices;
using NeuralOde.Numerics.Functions;
using NeuralOde.Numerics.Vectors;

namespace NeuralOde.Numerics.Lanes;

/// <summary>The logarithm of the error ratio of every lane.</summary>
public static class StepLog
{
    // The logarithm of a perfect step stays finite.
    private const double SmallestSquare = 1e-300;

    /// <summary>Writes log eₙ, where eₙ is a number.</summary>
    /// <param name="rows">The squares of the error ratios, and what is written.</param>
    public static void Into(in StepRows rows) =>
        Widest.RunInPairs<StepKernel<Rule>, double>(new(rows, default), rows.Lanes);

    /// <summary>log e of one ratio, by what the steps of one lane alone have compiled in any case.</summary>
    /// <param name="ratio">e, above 1e-150.</param>
    public static double Of(double ratio)
    {
        StepRows rows = new(stackalloc double[StepRows.Count], lanes: 1);
        rows[StepRow.Square][0] = ratio * ratio;
        Into(rows);
        return rows[StepRow.Log][0];
    }

    internal readonly record struct Rule : IStepRule
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<TRows, TVector>(TRows rows)
            where TRows : IStepRows<TVector>, allows ref struct
            where TVector : struct, IVector<TVector, double>
        {
            var (square, smallest) = (rows.Load(StepRow.Square), TVector.Create(SmallestSquare));
            var bounded = TVector.Select(square < smallest, smallest, square);
            rows.Store(StepRow.Log, Logarithm.LogOfNormal<TVector, double>(bounded) * TVector.Create(0.5));
        }
    }
}
