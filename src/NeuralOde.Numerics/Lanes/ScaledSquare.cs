using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NeuralOde.Numerics.Vectors;

namespace NeuralOde.Numerics.Lanes;

/// <summary>How large numbers are beside the tolerance, squared, in every lane.</summary>
public static class ScaledSquare
{
    /// <summary>Writes the mean of (x / (atol + rtol·|y|))² over the features, in their order.</summary>
    /// <param name="x">The numbers; shape [features, lanes].</param>
    /// <param name="y">The states that the tolerance goes by; shape [features, lanes].</param>
    /// <param name="tolerances">Relative, then absolute tolerances; shape [2, lanes].</param>
    /// <param name="destination">Receives the means; shape [lanes].</param>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    public static void Into<T>(
        ReadOnlySpan<T> x, ReadOnlySpan<T> y, ReadOnlySpan<T> tolerances, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Misuse.SameLength(x.Length, y.Length);
        Misuse.SameLength(tolerances.Length, 2 * destination.Length);
        Widest.Run<Kernel<T>, T>(new(x, y, tolerances, destination), destination.Length);
    }

    internal readonly ref struct Kernel<T>(
        ReadOnlySpan<T> x, ReadOnlySpan<T> y, ReadOnlySpan<T> tolerances, Span<T> destination) : IKernel<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly ReadOnlySpan<T> _x = x;
        private readonly ReadOnlySpan<T> _y = y;
        private readonly ReadOnlySpan<T> _tolerances = tolerances;
        private readonly Span<T> _destination = destination;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run<TVector>(int begin, int end)
            where TVector : struct, IVector<TVector, T>
        {
            var lanes = _destination.Length;
            for (var i = begin; i < end; i += TVector.Count)
            {
                var relative = TVector.Load(in MemoryMarshal.GetReference(_tolerances), i);
                var absolute = TVector.Load(in MemoryMarshal.GetReference(_tolerances), lanes + i);
                var sum = TVector.Create(0.0);
                for (var at = i; at < _x.Length; at += lanes)
                {
                    var size = TVector.Abs(TVector.Load(in MemoryMarshal.GetReference(_y), at));
                    var number = TVector.Load(in MemoryMarshal.GetReference(_x), at);
                    var ratio = number / (absolute + relative * size);
                    sum += ratio * ratio;
                }

                var mean = sum / TVector.Create((double)_x.Length / lanes);
                TVector.Store(mean, ref MemoryMarshal.GetReference(_destination), i);
            }
        }
    }
}
