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
        // One lane is a run of features, which a kernel sees in place of lanes.
        var lanes = step.Sizes.Length == 1 ? destination.Length : step.Sizes.Length;
        if (lanes < Widest.Count<T>() && step.Sizes.Length == 1)
        {
            Few(step.Y, step.Slopes, step.Sizes[0], weights, destination);
            return;
        }

        switch (weights.Length)
        {
            case 1: Run<OneSlope, T>(step, weights, destination, lanes); break;
            case 2: Run<TwoSlopes, T>(step, weights, destination, lanes); break;
            case 3: Run<ThreeSlopes, T>(step, weights, destination, lanes); break;
            case 4: Run<FourSlopes, T>(step, weights, destination, lanes); break;
            case 5: Run<FiveSlopes, T>(step, weights, destination, lanes); break;
            case 6: Run<SixSlopes, T>(step, weights, destination, lanes); break;
            default: Widest.Run<Kernel<T>, T>(new(step, weights, destination), lanes); break;
        }
    }

    /// <summary>
    /// One lane of a few features, which follow each other: a few multiply-adds take less time than to make the view of
    /// a kernel.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Few<T>(
        ReadOnlySpan<T> y, ReadOnlySpan<T> slopes, T h, ReadOnlySpan<T> weights, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var size = destination.Length;
        for (var i = 0; i < size; i++)
        {
            var sum = weights[0] * slopes[i];
            for (var (j, at) = (1, i + size); j < weights.Length; j++, at += size)
            {
                sum = T.FusedMultiplyAdd(weights[j], slopes[at], sum);
            }

            destination[i] = T.FusedMultiplyAdd(h, sum, y[i]);
        }
    }

    // Not inlined: the views of all cases together would make a frame that takes longer to clear than a sum.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Run<TCount, T>(
        in StepView<T> step, ReadOnlySpan<T> weights, Span<T> destination, int lanes)
        where TCount : struct, ISlopeCount
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Widest.Run<Fixed<TCount, T>, T>(new(step, weights, destination), lanes);

    /// <summary>Any number of slopes: each weight is read again for each vector.</summary>
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
            ref var sizes = ref MemoryMarshal.GetReference(_step.Sizes);
            var (lanes, size, isOneLane) = (_step.Sizes.Length, _destination.Length, _step.Sizes.Length == 1);
            for (var row = 0; row < size; row += isOneLane ? size : lanes)
            {
                for (var i = begin; i < end; i += TVector.Count)
                {
                    var h = isOneLane ? TVector.Create(sizes) : TVector.Load(in sizes, i);
                    ref var slope = ref Unsafe.Add(ref MemoryMarshal.GetReference(_step.Slopes), row + i);
                    var sum = TVector.Create(_weights[0]) * TVector.Load(in slope, 0);
                    for (var j = 1; j < _weights.Length; j++)
                    {
                        slope = ref Unsafe.Add(ref slope, size);
                        sum = TVector.FusedMultiplyAdd(
                            TVector.Create(_weights[j]), TVector.Load(in slope, 0), sum);
                    }

                    sum = TVector.FusedMultiplyAdd(
                        h, sum, TVector.Load(in MemoryMarshal.GetReference(_step.Y), row + i));
                    TVector.Store(sum, ref MemoryMarshal.GetReference(_destination), row + i);
                }
            }
        }
    }

    /// <summary>A number of slopes that the compiler knows: the weights stay in registers.</summary>
    internal readonly ref struct Fixed<TCount, T>(
        StepView<T> step, ReadOnlySpan<T> weights, Span<T> destination) : IKernel<T>
        where TCount : struct, ISlopeCount
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly StepView<T> _step = step;
        private readonly ReadOnlySpan<T> _weights = weights;
        private readonly Span<T> _destination = destination;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run<TVector>(int begin, int end)
            where TVector : struct, IVector<TVector, T>
        {
            ref var sizes = ref MemoryMarshal.GetReference(_step.Sizes);
            ref var y = ref MemoryMarshal.GetReference(_step.Y);
            ref var to = ref MemoryMarshal.GetReference(_destination);
            var (lanes, size, isOneLane) = (_step.Sizes.Length, _destination.Length, _step.Sizes.Length == 1);
            ref var k0 = ref MemoryMarshal.GetReference(_step.Slopes);
            ref var k1 = ref Unsafe.Add(ref k0, size);
            ref var k2 = ref Unsafe.Add(ref k1, size);
            ref var k3 = ref Unsafe.Add(ref k2, size);
            ref var k4 = ref Unsafe.Add(ref k3, size);
            ref var k5 = ref Unsafe.Add(ref k4, size);
            var (w0, w1, w2) = (Weight<TVector>(0), Weight<TVector>(1), Weight<TVector>(2));
            var (w3, w4, w5) = (Weight<TVector>(3), Weight<TVector>(4), Weight<TVector>(5));
            var h = TVector.Create(sizes);
            for (var row = 0; row < size; row += isOneLane ? size : lanes)
            {
                for (var i = begin; i < end; i += TVector.Count)
                {
                    var at = row + i;
                    var sum = w0 * TVector.Load(in k0, at);
                    if (TCount.Value > 1) sum = TVector.FusedMultiplyAdd(w1, TVector.Load(in k1, at), sum);
                    if (TCount.Value > 2) sum = TVector.FusedMultiplyAdd(w2, TVector.Load(in k2, at), sum);
                    if (TCount.Value > 3) sum = TVector.FusedMultiplyAdd(w3, TVector.Load(in k3, at), sum);
                    if (TCount.Value > 4) sum = TVector.FusedMultiplyAdd(w4, TVector.Load(in k4, at), sum);
                    if (TCount.Value > 5) sum = TVector.FusedMultiplyAdd(w5, TVector.Load(in k5, at), sum);
                    if (!isOneLane) h = TVector.Load(in sizes, i);
                    TVector.Store(TVector.FusedMultiplyAdd(h, sum, TVector.Load(in y, at)), ref to, at);
                }
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private TVector Weight<TVector>(int j)
            where TVector : struct, IVector<TVector, T> =>
            j < TCount.Value ? TVector.Create(_weights[j]) : TVector.Create(0.0);
    }
}
