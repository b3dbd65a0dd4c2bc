using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NeuralOde.Numerics.Vectors;

namespace NeuralOde.Numerics.Lanes;

/// <summary>Which lanes stay below a limit.</summary>
public static class LaneBelow
{
    /// <summary>Writes the entry of the mask where a number is below the limit, 0 elsewhere and for NaN.</summary>
    /// <param name="source">The numbers; shape [lanes].</param>
    /// <param name="limit">The limit.</param>
    /// <param name="mask">0 or 1; shape [lanes].</param>
    /// <param name="destination">Receives 0 or 1; shape [lanes].</param>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    public static void Into(
        ReadOnlySpan<double> source, double limit, ReadOnlySpan<double> mask, Span<double> destination)
    {
        Misuse.SameLength(source.Length, destination.Length);
        Misuse.SameLength(mask.Length, destination.Length);
        Widest.Run<Kernel, double>(new(source, limit, mask, destination), destination.Length);
    }

    internal readonly ref struct Kernel(
        ReadOnlySpan<double> source, double limit, ReadOnlySpan<double> mask, Span<double> destination)
        : IKernel<double>
    {
        private readonly ReadOnlySpan<double> _source = source;
        private readonly ReadOnlySpan<double> _mask = mask;
        private readonly Span<double> _destination = destination;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run<TVector>(int begin, int end)
            where TVector : struct, IVector<TVector, double>
        {
            ref var from = ref MemoryMarshal.GetReference(_source);
            ref var entries = ref MemoryMarshal.GetReference(_mask);
            ref var to = ref MemoryMarshal.GetReference(_destination);
            for (var i = begin; i < end; i += TVector.Count)
            {
                var isBelow = TVector.Load(in from, i) < TVector.Create(limit);
                TVector.Store(isBelow & TVector.Load(in entries, i), ref to, i);
            }
        }
    }
}
