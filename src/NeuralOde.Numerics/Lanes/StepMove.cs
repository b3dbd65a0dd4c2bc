using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NeuralOde.Numerics.Vectors;

namespace NeuralOde.Numerics.Lanes;

/// <summary>What becomes of every lane after its step was judged.</summary>
public static class StepMove
{
    /// <summary>Says that the step of a lane failed and cannot be tried again.</summary>
    public const double Hopeless = 2;

    // A step cannot tell t and t + h apart below some roundings of t.
    private const double RoundingOfTime = 10 * 2.220446049250313e-16;

    // As in Hairer's DOPRI5: a step that was far too careful must not let the next ones run away.
    private const double SmallestLog = -9.210340371976182; // log 1e-4

    /// <summary>
    /// Accepted steps move the time and the history; each counts as tried, and gives the size that is wanted next.
    /// Writes <see cref="Hopeless"/> for the lanes whose rejected step cannot be tried again; 1 for the others that
    /// want a look, since they have landed, met a time of observation or used up their steps; else 0.
    /// </summary>
    /// <param name="lanes">The lanes, which are moved.</param>
    /// <param name="looks">Receives 0, 1 or <see cref="Hopeless"/>; shape [lanes].</param>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    public static void Into(in MoveView lanes, Span<double> looks)
    {
        Misuse.SameLength(lanes.Ends.Length, looks.Length);
        Misuse.SameLength(lanes.Sizes.Length, looks.Length);
        Misuse.SameLength(lanes.Factors.Length, looks.Length);
        Misuse.SameLength(lanes.Accepted.Length, looks.Length);
        Misuse.SameLength(lanes.Logs.Length, looks.Length);
        Misuse.SameLength(lanes.Running.Length, looks.Length);
        Misuse.SameLength(lanes.Landings.Length, looks.Length);
        Misuse.SameLength(lanes.Observations.Length, looks.Length);
        Misuse.SameLength(lanes.Floors.Length, looks.Length);
        Misuse.SameLength(lanes.Budgets.Length, looks.Length);
        Misuse.SameLength(lanes.Times.Length, looks.Length);
        Misuse.SameLength(lanes.Wanted.Length, looks.Length);
        Misuse.SameLength(lanes.Last.Length, looks.Length);
        Misuse.SameLength(lanes.BeforeLast.Length, looks.Length);
        Misuse.SameLength(lanes.Tries.Length, looks.Length);
        Misuse.SameLength(lanes.Rejected.Length, looks.Length);
        Widest.Run<Kernel, double>(new(lanes, looks), looks.Length);
    }

    /// <summary>No smaller step is tried from a time on, except to land.</summary>
    /// <param name="floor">The smallest size that is asked for.</param>
    /// <param name="time">The time.</param>
    public static double SmallestSize(double floor, double time) =>
        Smallest<Wide1<double>>(new(floor), new(time)).Value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Smallest<TVector>(TVector floor, TVector time)
        where TVector : struct, IVector<TVector, double>
    {
        var rounding = TVector.Create(RoundingOfTime) * TVector.Abs(time);
        return TVector.Select(rounding < floor, floor, rounding);
    }

    internal readonly ref struct Kernel(MoveView lanes, Span<double> looks) : IKernel<double>
    {
        private readonly MoveView _lanes = lanes;
        private readonly Span<double> _looks = looks;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run<TVector>(int begin, int end)
            where TVector : struct, IVector<TVector, double>
        {
            var (zero, one) = (TVector.Create(0.0), TVector.Create(1.0));
            var isControlled = _lanes.IsControlled ? TVector.Equal(one, one) : zero;
            var looksAtAll = _lanes.LooksAtAll ? TVector.Equal(one, one) : zero;
            for (var i = begin; i < end; i += TVector.Count)
            {
                var (time, last) = (Load(_lanes.Times, i), Load(_lanes.Ends, i));
                var (size, wanted) = (Load(_lanes.Sizes, i), Load(_lanes.Wanted, i));
                var accepted = Load(_lanes.Accepted, i);
                var isAccepted = TVector.Equal(accepted, one);

                var smallest = Smallest(Load(_lanes.Floors, i), time);
                var length = TVector.Abs(size);
                var next = length * Load(_lanes.Factors, i);
                next = TVector.Select(next > smallest, next, smallest) | (size & TVector.Create(-0.0));
                Store(_lanes.Wanted, i, TVector.Select(isControlled, next, wanted));
                Store(_lanes.Times, i, TVector.Select(isAccepted, last, time));

                var log = Load(_lanes.Logs, i);
                log = TVector.Select(log > TVector.Create(SmallestLog), log, TVector.Create(SmallestLog));
                var lastLog = Load(_lanes.Last, i);
                Store(_lanes.BeforeLast, i, TVector.Select(isAccepted, lastLog, Load(_lanes.BeforeLast, i)));
                Store(_lanes.Last, i, TVector.Select(isAccepted, log, lastLog));

                var running = Load(_lanes.Running, i);
                var tries = Load(_lanes.Tries, i) + running;
                Store(_lanes.Tries, i, tries);
                Store(_lanes.Rejected, i, Load(_lanes.Rejected, i) + (running - accepted));

                var landed = TVector.Equal(last, Load(_lanes.Landings, i));
                var observed = (Load(_lanes.Observations, i) - last) * size <= zero;
                var small = (TVector.Abs(wanted) <= smallest) | (length <= smallest);
                var hopeless = TVector.Select(isControlled, small, TVector.Equal(one, one));
                hopeless = TVector.Select(isAccepted, zero, hopeless);
                var look = TVector.Select(isAccepted, landed | observed | looksAtAll, zero);
                look = (look | (tries >= Load(_lanes.Budgets, i))) & one;
                look = TVector.Select(hopeless, TVector.Create(Hopeless), look);
                Store(_looks, i, TVector.Select(TVector.Equal(running, one), look, zero));
            }

            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            static TVector Load(ReadOnlySpan<double> row, int i) =>
                TVector.Load(in MemoryMarshal.GetReference(row), i);

            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            static void Store(Span<double> row, int i, TVector value) =>
                TVector.Store(value, ref MemoryMarshal.GetReference(row), i);
        }
    }
}
