using System.Runtime.CompilerServices;
using NeuralOde.Numerics.Vectors;

namespace NeuralOde.Numerics.Lanes;

/// <summary>Which steps are accepted, and what becomes of every lane after its step was judged.</summary>
public static class StepMove
{
    /// <summary>Says that the step of a lane failed and cannot be tried again.</summary>
    public const double Hopeless = 2;

    // A step cannot tell t and t + h apart below some roundings of t.
    private const double RoundingOfTime = 10 * 2.220446049250313e-16;

    // As in Hairer's DOPRI5: a step that was far too careful must not let the next ones run away.
    private const double SmallestLog = -26.575424759098897; // log₂ 1e-8, of the square

    /// <summary>
    /// Accepts the steps of running lanes whose squared error ratio is below 1. They move the time and the history;
    /// each step counts as tried, and gives the size that is wanted next.
    /// Writes <see cref="Hopeless"/> for the lanes whose rejected step cannot be tried again; 1 for the others that
    /// want a look, since they have landed, met a time of observation or used up their steps; else 0.
    /// </summary>
    /// <param name="rows">The lanes, which are moved.</param>
    /// <param name="isControlled">
    /// True when the error decides: sizes follow the factors, and a rejected step is tried again.
    /// </param>
    /// <param name="looksAtAll">True when each accepted step wants a look.</param>
    public static void Into(in StepRows rows, bool isControlled, bool looksAtAll) =>
        Widest.Run<StepKernel<Rule>, double>(new(rows, new(isControlled, looksAtAll)), rows.Lanes);

    internal readonly record struct Rule(bool IsControlled, bool LooksAtAll) : IStepRule
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<TRows, TVector>(TRows rows)
            where TRows : IStepRows<TVector>, allows ref struct
            where TVector : struct, IVector<TVector, double>
        {
            var (zero, one) = (TVector.Create(0.0), TVector.Create(1.0));
            var (time, end, size) = (rows.Load(StepRow.Time), rows.Load(StepRow.End), rows.Load(StepRow.Size));
            var running = rows.Load(StepRow.Running);
            var isRunning = TVector.Equal(running, one);
            var isAccepted = (rows.Load(StepRow.Square) < one) & isRunning;
            var accepted = isAccepted & one;
            rows.Store(StepRow.Accepted, accepted);
            rows.Store(StepRow.Time, TVector.Select(isAccepted, end, time));

            var tries = rows.Load(StepRow.Tries) + running;
            rows.Store(StepRow.Tries, tries);
            rows.Store(StepRow.Rejected, rows.Load(StepRow.Rejected) + (running - accepted));

            var isHopeless = isRunning;
            if (IsControlled)
            {
                var (wanted, length) = (rows.Load(StepRow.Wanted), TVector.Abs(size));
                var (rounding, floor) = (TVector.Create(RoundingOfTime) * TVector.Abs(time), rows.Load(StepRow.Floor));
                var smallest = TVector.Select(rounding < floor, floor, rounding);
                var next = length * rows.Load(StepRow.Factor);
                next = TVector.Select(next > smallest, next, smallest);
                rows.Store(StepRow.Wanted, next | (size & TVector.Create(-0.0)));
                isHopeless = (TVector.Abs(wanted) <= smallest) | (length <= smallest);

                var log = TVector.AtLeast(rows.Load(StepRow.Log), TVector.Create(SmallestLog));
                var (last, beforeLast) = (rows.Load(StepRow.LastLog), rows.Load(StepRow.LogBeforeLast));
                rows.Store(StepRow.LogBeforeLast, TVector.Select(isAccepted, last, beforeLast));
                rows.Store(StepRow.LastLog, TVector.Select(isAccepted, log, last));
            }

            var landed = TVector.Equal(end, rows.Load(StepRow.Landing));
            var observed = (rows.Load(StepRow.Observation) - end) * size <= zero;
            var wantsLook = LooksAtAll ? isAccepted : isAccepted & (landed | observed);
            var look = (wantsLook | (tries >= rows.Load(StepRow.Budget))) & one;
            look = TVector.Select(isAccepted, look, TVector.Select(isHopeless, TVector.Create(Hopeless), look));
            rows.Store(StepRow.Look, look & isRunning);
        }
    }
}
