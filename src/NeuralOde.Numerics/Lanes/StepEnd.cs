using System.Runtime.CompilerServices;
using NeuralOde.Numerics.Vectors;

namespace NeuralOde.Numerics.Lanes;

/// <summary>Where the step of every lane ends.</summary>
public static class StepEnd
{
    /// <summary>
    /// Writes begins, ends and sizes, which are end − time. With rest = landing − time and h = min(|wanted|,
    /// Maximum), a lane lands where |rest| ≤ Stretch·h, goes half of the way where |rest| is below Halve·h, and
    /// h towards its landing elsewhere; a lane that stands on its landing stays there.
    /// </summary>
    /// <param name="rows">Times, wanted sizes and landings, and what is written.</param>
    /// <param name="bounds">How far a step may reach.</param>
    public static void Into(in StepRows rows, in EndBounds bounds) =>
        Widest.Run<StepKernel<Rule>, double>(new(rows, new(bounds)), rows.Lanes);

    internal readonly record struct Rule(EndBounds Bounds) : IStepRule
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<TRows, TVector>(TRows rows)
            where TRows : IStepRows<TVector>, allows ref struct
            where TVector : struct, IVector<TVector, double>
        {
            var (time, landing) = (rows.Load(StepRow.Time), rows.Load(StepRow.Landing));
            var (rest, maximum) = (landing - time, TVector.Create(Bounds.Maximum));
            var far = TVector.Abs(rest);
            var h = TVector.Abs(rows.Load(StepRow.Wanted));
            h = TVector.Select(h < maximum, h, maximum);
            var move = TVector.Select(
                far < TVector.Create(Bounds.Halve) * h,
                rest * TVector.Create(0.5),
                h | (rest & TVector.Create(-0.0)));
            var end = TVector.Select(far <= TVector.Create(Bounds.Stretch) * h, landing, time + move);
            rows.Store(StepRow.Begin, time);
            rows.Store(StepRow.End, end);
            rows.Store(StepRow.Size, end - time);
        }
    }
}
