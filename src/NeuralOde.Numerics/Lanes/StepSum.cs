using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NeuralOde.Numerics.Vectors;

namespace NeuralOde.Numerics.Lanes;

/// <summary>y + h·Σⱼ wⱼ·kⱼ in every lane.</summary>
public static class StepSum
{
    /// <summary>Writes y + h·Σⱼ wⱼ·kⱼ; the sum goes over j in order, each term fused.</summary>
    /// <param name="step">The states, slopes and sizes.</param>
    /// <param name="weights">Weights of the first slopes; shape [any number from 1 to stages].</param>
    /// <param name="destination">
    /// Receives the states; shape [features, lanes]; may be the y of the step.
    /// </param>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    public static void Into<T>(in StepView<T> step, ReadOnlySpan<T> weights, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Misuse.SameLength(step.Y.Length, destination.Length);
        Misuse.Unless(
            weights.Length >= 1 && weights.Length * destination.Length <= step.Slopes.Length,
            $"There are {weights.Length} weights for {step.Slopes.Length} values of slopes.");
        // One lane is a run of features, which the kernel sees in place of lanes.
        var lanes = step.Sizes.Length;
        Widest.Run<Kernel<T>, T>(new(step, weights, destination), lanes == 1 ? destination.Length : lanes);
    }

    internal readonly ref struct Kernel<T>(StepView<T> step, ReadOnlySpan<T> weights, Span<T> destination) : IKernel<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly StepView<T> _step = step;
        private readonly ReadOnlySpan<T> _weights = weights;
        private readonly Span<T> _destination = destination;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run<TVector>(int begin, int end)
            where TVector : struct, IVector<TVector, T>
        {
            var (lanes, size) = (_step.Sizes.Length, _destination.Length);
            if (lanes == 1)
            {
                // One lane: the features are what stands side by side, and they share their size.
                var h = TVector.Create(MemoryMarshal.GetReference(_step.Sizes));
                for (var at = begin; at < end; at += TVector.Count) Sum(at, h);
                return;
            }

            for (var row = 0; row < size; row += lanes)
            {
                var i = begin;
                for (; i <= end - 4 * TVector.Count; i += 4 * TVector.Count) SumFour<TVector>(row, i);
                for (; i < end; i += TVector.Count)
                {
                    Sum(row + i, TVector.Load(in MemoryMarshal.GetReference(_step.Sizes), i));
                }
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private void Sum<TVector>(int at, TVector h)
            where TVector : struct, IVector<TVector, T>
        {
            ref var slopes = ref MemoryMarshal.GetReference(_step.Slopes);
            ref var w = ref MemoryMarshal.GetReference(_weights);
            var sum = TVector.Create(w) * TVector.Load(in slopes, at);
            for (var (j, slope) = (1, _destination.Length + at); j < _weights.Length; j++)
            {
                var weight = TVector.Create(Unsafe.Add(ref w, j));
                sum = TVector.FusedMultiplyAdd(weight, TVector.Load(in slopes, slope), sum);
                slope += _destination.Length;
            }

            Store(at, h, sum);
        }

        /// <summary>Four vectors at once read each weight once, and do not wait for one another.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private void SumFour<TVector>(int row, int lane)
            where TVector : struct, IVector<TVector, T>
        {
            ref var slopes = ref MemoryMarshal.GetReference(_step.Slopes);
            ref var sizes = ref MemoryMarshal.GetReference(_step.Sizes);
            ref var w = ref MemoryMarshal.GetReference(_weights);
            var at = row + lane;
            var weight = TVector.Create(w);
            var first = weight * TVector.Load(in slopes, at);
            var second = weight * TVector.Load(in slopes, at + TVector.Count);
            var third = weight * TVector.Load(in slopes, at + 2 * TVector.Count);
            var fourth = weight * TVector.Load(in slopes, at + 3 * TVector.Count);
            for (var (j, slope) = (1, _destination.Length + at); j < _weights.Length; j++)
            {
                weight = TVector.Create(Unsafe.Add(ref w, j));
                first = TVector.FusedMultiplyAdd(weight, TVector.Load(in slopes, slope), first);
                second = TVector.FusedMultiplyAdd(
                    weight, TVector.Load(in slopes, slope + TVector.Count), second);
                third = TVector.FusedMultiplyAdd(
                    weight, TVector.Load(in slopes, slope + 2 * TVector.Count), third);
                fourth = TVector.FusedMultiplyAdd(
                    weight, TVector.Load(in slopes, slope + 3 * TVector.Count), fourth);
                slope += _destination.Length;
            }

            Store(at, TVector.Load(in sizes, lane), first);
            Store(at + TVector.Count, TVector.Load(in sizes, lane + TVector.Count), second);
            Store(at + 2 * TVector.Count, TVector.Load(in sizes, lane + 2 * TVector.Count), third);
            Store(at + 3 * TVector.Count, TVector.Load(in sizes, lane + 3 * TVector.Count), fourth);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private void Store<TVector>(int at, TVector h, TVector sum)
            where TVector : struct, IVector<TVector, T>
        {
            ref var y = ref MemoryMarshal.GetReference(_step.Y);
            var end = TVector.FusedMultiplyAdd(h, sum, TVector.Load(in y, at));
            TVector.Store(end, ref MemoryMarshal.GetReference(_destination), at);
        }
    }
}
