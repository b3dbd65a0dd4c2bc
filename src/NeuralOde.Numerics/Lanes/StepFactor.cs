using System.Runtime.CompilerServices;
using NeuralOde.Numerics.Functions;
using NeuralOde.Numerics.Vectors;

namespace NeuralOde.Numerics.Lanes;

/// <summary>
/// The factor of the next step size in every lane, from the logarithms of the last error ratios.
/// </summary>
public static class StepFactor
{
    /// <summary>Writes the factors by the weights; the smallest one where eₙ is no number.</summary>
    /// <param name="rows">The error ratios and their logarithms, and what is written.</param>
    /// <param name="weights">The powers.</param>
    public static void Into(in StepRows rows, in ErrorWeights weights)
    {
        // In parts, since the compiler inlines only so much into one kernel.
        Widest.Run<StepKernel<PowerRule>, double>(new(rows, new(weights)), rows.Lanes);
        Exp(rows);
        Widest.Run<StepKernel<BoundRule>, double>(new(rows, new(weights)), rows.Lanes);
    }

    /// <summary>Writes factors where their logarithms stand.</summary>
    /// <param name="rows">The logarithms, of normal numbers, in place of factors.</param>
    public static void Exp(in StepRows rows) =>
        Widest.RunInPairs<StepKernel<ExpRule>, double>(new(rows, default), rows.Lanes);

    /// <summary>The parts, in order.</summary>
    internal static IStepRule[] Rules(in ErrorWeights weights) =>
        [new PowerRule(weights), default(ExpRule), new BoundRule(weights)];

    /// <summary>The logarithms of the factors from those of the errors.</summary>
    internal readonly record struct PowerRule(ErrorWeights Weights) : IStepRule
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<TRows, TVector>(TRows rows)
            where TRows : IStepRows<TVector>, allows ref struct
            where TVector : struct, IVector<TVector, double>
        {
            var log = rows.Load(StepRow.Log);
            var mixed = TVector.Create(Weights.PowerOfNow) * log
                - TVector.Create(Weights.PowerOfLast) * rows.Load(StepRow.LastLog)
                + TVector.Create(Weights.PowerOfBeforeLast) * rows.Load(StepRow.LogBeforeLast);
            var power = TVector.Select(
                rows.Load(StepRow.Square) < TVector.Create(1.0), mixed, TVector.Create(Weights.PowerOfRejected) * log);
            rows.Store(StepRow.Factor, TVector.Create(Weights.LogSafety) - power);
        }
    }

    /// <summary>The factors from their logarithms.</summary>
    internal readonly record struct ExpRule : IStepRule
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<TRows, TVector>(TRows rows)
            where TRows : IStepRows<TVector>, allows ref struct
            where TVector : struct, IVector<TVector, double> =>
            rows.Store(StepRow.Factor, Exponential.ExpOfModerate<TVector, double>(rows.Load(StepRow.Factor)));
    }

    /// <summary>The factors within their bounds; the smallest one where the error is no number.</summary>
    internal readonly record struct BoundRule(ErrorWeights Weights) : IStepRule
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<TRows, TVector>(TRows rows)
            where TRows : IStepRows<TVector>, allows ref struct
            where TVector : struct, IVector<TVector, double>
        {
            var (square, factor) = (rows.Load(StepRow.Square), rows.Load(StepRow.Factor));
            var minimum = TVector.Create(Weights.Minimum);
            var maximum = TVector.Select(
                square < TVector.Create(1.0),
                TVector.Create(Weights.Maximum),
                TVector.Create(Weights.MaximumOfRejected));
            factor = TVector.Select(factor < maximum, factor, maximum);
            factor = TVector.Select(factor > minimum, factor, minimum);
            rows.Store(StepRow.Factor, TVector.Select(TVector.Equal(square, square), factor, minimum));
        }
    }
}
