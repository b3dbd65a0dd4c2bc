using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NeuralOde.Numerics.Vectors;

namespace NeuralOde.Numerics.Lanes;

/// <summary>Where the step of every lane ends.</summary>
public static class StepEnd
{
    /// <summary>
    /// Writes the ends and the sizes, which are end − time. With rest = landing − time and h = min(|wanted|,
    /// Maximum), a lane lands where |rest| ≤ Stretch·h, goes half of the way where |rest| is below Halve·h, and
    /// h towards its landing elsewhere; a lane that stands on its landing stays there.
    /// </summary>
    /// <param name="lanes">Where the lanes are, and the bounds.</param>
    /// <param name="sizes">Receives the sizes, with their sign; shape [lanes].</param>
    /// <param name="ends">Receives the ends; shape [lanes].</param>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    public static void Into(in EndView lanes, Span<double> sizes, Span<double> ends)
    {
        Misuse.SameLength(lanes.Times.Length, ends.Length);
        Misuse.SameLength(lanes.Wanted.Length, ends.Length);
        Misuse.SameLength(lanes.Landings.Length, ends.Length);
        Misuse.SameLength(sizes.Length, ends.Length);
        Widest.Run<Kernel, double>(new(lanes, sizes, ends), ends.Length);
    }

    internal readonly ref struct Kernel(EndView lanes, Span<double> sizes, Span<double> ends) : IKernel<double>
    {
        private readonly EndView _lanes = lanes;
        private readonly Span<double> _sizes = sizes;
        private readonly Span<double> _ends = ends;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run<TVector>(int begin, int end)
            where TVector : struct, IVector<TVector, double>
        {
            ref var times = ref MemoryMarshal.GetReference(_lanes.Times);
            ref var wanted = ref MemoryMarshal.GetReference(_lanes.Wanted);
            ref var landings = ref MemoryMarshal.GetReference(_lanes.Landings);
            var (maximum, sign) = (TVector.Create(_lanes.Maximum), TVector.Create(-0.0));
            var (stretch, halve) = (TVector.Create(_lanes.Stretch), TVector.Create(_lanes.Halve));
            for (var i = begin; i < end; i += TVector.Count)
            {
                var (time, landing) = (TVector.Load(in times, i), TVector.Load(in landings, i));
                var rest = landing - time;
                var far = TVector.Abs(rest);
                var h = TVector.Abs(TVector.Load(in wanted, i));
                h = TVector.Select(h < maximum, h, maximum);
                var move = TVector.Select(far < halve * h, rest * TVector.Create(0.5), h | (rest & sign));
                var last = TVector.Select(far <= stretch * h, landing, time + move);
                TVector.Store(last, ref MemoryMarshal.GetReference(_ends), i);
                TVector.Store(last - time, ref MemoryMarshal.GetReference(_sizes), i);
            }
        }
    }
}
