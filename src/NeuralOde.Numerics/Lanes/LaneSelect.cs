using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NeuralOde.Numerics.Vectors;

namespace NeuralOde.Numerics.Lanes;

/// <summary>A copy into some lanes only.</summary>
public static class LaneSelect
{
    /// <summary>Copies all features of the lanes whose mask is not 0; the others keep theirs.</summary>
    /// <param name="mask">0 or 1 of each lane; shape [lanes].</param>
    /// <param name="source">What is copied; shape [features, lanes].</param>
    /// <param name="destination">Receives it; shape [features, lanes]; must not overlap the source.</param>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    public static void Into<T>(ReadOnlySpan<T> mask, ReadOnlySpan<T> source, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Misuse.SameLength(source.Length, destination.Length);
        Widest.Run<Kernel<T>, T>(new(mask, source, destination), mask.Length);
    }

    internal readonly ref struct Kernel<T>(ReadOnlySpan<T> mask, ReadOnlySpan<T> source, Span<T> destination)
        : IKernel<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly ReadOnlySpan<T> _mask = mask;
        private readonly ReadOnlySpan<T> _source = source;
        private readonly Span<T> _destination = destination;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run<TVector>(int begin, int end)
            where TVector : struct, IVector<TVector, T>
        {
            ref var choice = ref MemoryMarshal.GetReference(_mask);
            ref var from = ref MemoryMarshal.GetReference(_source);
            ref var to = ref MemoryMarshal.GetReference(_destination);
            for (var i = begin; i < end; i += TVector.Count)
            {
                var keeps = TVector.Equal(TVector.Load(in choice, i), TVector.Create(0.0));
                for (var at = i; at < _destination.Length; at += _mask.Length)
                {
                    TVector.Store(
                        TVector.Select(keeps, TVector.Load(in to, at), TVector.Load(in from, at)), ref to, at);
                }
            }
        }
    }
}
