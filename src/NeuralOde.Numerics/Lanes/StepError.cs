using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NeuralOde.Numerics.Vectors;

namespace NeuralOde.Numerics.Lanes;

/// <summary>The squared error ratio of every lane.</summary>
public static class StepError
{
    /// <summary>
    /// Writes the mean of (h·Σⱼ eⱼ·kⱼ / (atol + rtol·max(|y|, |y1|)))² over the features, summed in their
    /// order; NaN where y1 is not finite.
    /// </summary>
    /// <param name="step">The steps, with their ends and tolerances.</param>
    /// <param name="weights">The error weights e; shape [stages].</param>
    /// <param name="destination">Receives the means; shape [lanes].</param>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    public static void Into<T>(in StepView<T> step, ReadOnlySpan<T> weights, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Misuse.SameLength(step.Y.Length, step.Y1.Length);
        Misuse.SameLength(step.Sizes.Length, destination.Length);
        Misuse.SameLength(step.Tolerances.Length, 2 * destination.Length);
        Misuse.SameLength(step.Slopes.Length, weights.Length * step.Y.Length);
        Widest.Run<Kernel<T>, T>(new(step, weights, destination), destination.Length);
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
            ref var y1 = ref MemoryMarshal.GetReference(_step.Y1);
            ref var slopes = ref MemoryMarshal.GetReference(_step.Slopes);
            ref var sizes = ref MemoryMarshal.GetReference(_step.Sizes);
            ref var tolerances = ref MemoryMarshal.GetReference(_step.Tolerances);
            ref var w = ref MemoryMarshal.GetReference(_weights);
            var (lanes, size, count) = (_step.Sizes.Length, _step.Y.Length, _weights.Length);
            var share = TVector.Create((double)lanes / size);
            for (var i = begin; i < end; i += TVector.Count)
            {
                var h = TVector.Load(in sizes, i);
                var relative = TVector.Load(in tolerances, i);
                var absolute = TVector.Load(in tolerances, lanes + i);
                var total = TVector.Create(0.0);
                for (var at = i; at < size; at += lanes)
                {
                    var sum = TVector.Create(w) * TVector.Load(in slopes, at);
                    for (var (j, slope) = (1, size + at); j < count; j++, slope += size)
                    {
                        var weight = TVector.Create(Unsafe.Add(ref w, j));
                        sum = TVector.FusedMultiplyAdd(weight, TVector.Load(in slopes, slope), sum);
                    }

                    var scale = new ErrorScale<TVector, T>(TVector.Load(in y, at), TVector.Load(in y1, at));
                    total = scale.AddSquare(h * sum, relative, absolute, total);
                }

                TVector.Store(total * share, ref MemoryMarshal.GetReference(_destination), i);
            }
        }
    }
}
