using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NeuralOde.Numerics.Vectors;

namespace NeuralOde.Numerics.Lanes;

/// <summary>Whether all features of a lane are numbers.</summary>
public static class LaneFinite
{
    /// <summary>Writes 0 for lanes with finite features only, NaN for the others.</summary>
    /// <param name="source">The features; shape [features, lanes].</param>
    /// <param name="destination">Receives 0 or NaN; shape [lanes].</param>
    public static void Into<T>(ReadOnlySpan<T> source, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Widest.Run<Kernel<T>, T>(new(source, destination), destination.Length);

    internal readonly ref struct Kernel<T>(ReadOnlySpan<T> source, Span<T> destination) : IKernel<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly ReadOnlySpan<T> _source = source;
        private readonly Span<T> _destination = destination;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run<TVector>(int begin, int end)
            where TVector : struct, IVector<TVector, T>
        {
            ref var from = ref MemoryMarshal.GetReference(_source);
            for (var i = begin; i < end; i += TVector.Count)
            {
                var sum = TVector.Create(0.0);
                for (var at = i; at < _source.Length; at += _destination.Length)
                {
                    sum = TVector.FusedMultiplyAdd(TVector.Create(0.0), TVector.Load(in from, at), sum);
                }

                TVector.Store(sum, ref MemoryMarshal.GetReference(_destination), i);
            }
        }
    }
}
