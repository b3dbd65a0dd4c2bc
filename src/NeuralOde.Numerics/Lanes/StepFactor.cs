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
    public static void Into(in StepRows rows, in ErrorWeights weights) =>
        Widest.Run<StepKernel<Rule>, double>(new(rows, new(weights)), rows.Lanes);

    internal readonly record struct Rule(ErrorWeights Weights) : IStepRule
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<TRows, TVector>(TRows rows)
            where TRows : IStepRows<TVector>, allows ref struct
            where TVector : struct, IVector<TVector, double>
        {
            var isBelowOne = rows.Load(StepRow.Square) < TVector.Create(1.0);
            var (log, safety) = (rows.Load(StepRow.Log), TVector.Create(Weights.LogSafety));
            var mixed = TVector.FusedMultiplyAdd(TVector.Create(-Weights.PowerOfNow), log, safety);
            mixed = TVector.FusedMultiplyAdd(
                TVector.Create(Weights.PowerOfLast), rows.Load(StepRow.LastLog), mixed);
            if (Weights.PowerOfBeforeLast != 0)
            {
                mixed = TVector.FusedMultiplyAdd(
                    TVector.Create(-Weights.PowerOfBeforeLast), rows.Load(StepRow.LogBeforeLast), mixed);
            }

            var rejected = TVector.FusedMultiplyAdd(TVector.Create(-Weights.PowerOfRejected), log, safety);
            var factor = Exponential.Exp2OfModerate(TVector.Select(isBelowOne, mixed, rejected));
            var maximum = TVector.Select(
                isBelowOne, TVector.Create(Weights.Maximum), TVector.Create(Weights.MaximumOfRejected));
            factor = TVector.AtLeast(TVector.AtMost(factor, maximum), TVector.Create(Weights.Minimum));
            rows.Store(StepRow.Factor, factor);
        }
    }
}
