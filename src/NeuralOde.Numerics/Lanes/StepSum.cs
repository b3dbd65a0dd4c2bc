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
        Widest.Run<Kernel<T>, T>(new(step, weights, destination), step.Sizes.Length);
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
            ref var y = ref MemoryMarshal.GetReference(_step.Y);
            ref var slopes = ref MemoryMarshal.GetReference(_step.Slopes);
            ref var sizes = ref MemoryMarshal.GetReference(_step.Sizes);
            ref var w = ref MemoryMarshal.GetReference(_weights);
            ref var to = ref MemoryMarshal.GetReference(_destination);
            var (lanes, size, count) = (_step.Sizes.Length, _destination.Length, _weights.Length);
            for (var row = 0; row < size; row += lanes)
            {
                for (var i = begin; i < end; i += TVector.Count)
                {
                    var sum = TVector.Create(w) * TVector.Load(in slopes, row + i);
                    for (var (j, at) = (1, size + row + i); j < count; j++, at += size)
                    {
                        var weight = TVector.Create(Unsafe.Add(ref w, j));
                        sum = TVector.FusedMultiplyAdd(weight, TVector.Load(in slopes, at), sum);
                    }

                    sum = TVector.FusedMultiplyAdd(
                        TVector.Load(in sizes, i), sum, TVector.Load(in y, row + i));
                    TVector.Store(sum, ref to, row + i);
                }
            }
        }
    }
}
