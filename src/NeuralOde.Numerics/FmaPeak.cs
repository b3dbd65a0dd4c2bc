using System.Numerics;
using System.Runtime.CompilerServices;
using NeuralOde.Numerics.Vectors;

namespace NeuralOde.Numerics;

/// <summary>
/// Nothing but fused multiply-adds, as fast as the processor can: what all other kernels are measured by.
/// </summary>
/// <remarks>A host with a clock divides <see cref="Operations{T}"/> by the seconds that a run took.</remarks>
public static class FmaPeak
{
    /// <summary>The number of additions and multiplications of a run.</summary>
    /// <param name="rounds">The number of times that each accumulator is used.</param>
    public static long Operations<T>(int rounds)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        2L * rounds * Accumulators * Widest.Count<T>();

    /// <summary>Carries out fused multiply-adds on independent accumulators of the widest vectors.</summary>
    /// <param name="rounds">The number of times that each accumulator is used.</param>
    /// <param name="destination">Receives a number that depends on all of them; shape [1].</param>
    /// <exception cref="ArgumentException"><paramref name="destination"/> is empty.</exception>
    public static void Run<T>(int rounds, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Misuse.SameLength(destination.Length, 1);
        Widest.Run<PeakKernel<T>, T>(new(rounds, destination), Widest.Count<T>());
    }

    /// <summary>Twelve are enough to hide the latency, and few enough for 16 registers.</summary>
    private const int Accumulators = 12;

    private readonly ref struct PeakKernel<T>(int rounds, Span<T> destination) : IKernel<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly Span<T> _destination = destination;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run<TVector>(int begin, int end)
            where TVector : struct, IVector<TVector, T>
        {
            // Sums that grow to 1: no subnormal, no infinity.
            var factor = TVector.Create(1.0 / Math.Max(1, rounds));
            var block = Four<TVector, T>.Create(TVector.Create(1.0));
            var first = Four<TVector, T>.Create(TVector.Create(0.0));
            var (second, third) = (first, first);
            for (var i = 0; i < rounds; i++)
            {
                Four<TVector, T>.AddProduct(factor, block, ref first);
                Four<TVector, T>.AddProduct(factor, block, ref second);
                Four<TVector, T>.AddProduct(factor, block, ref third);
            }

            Four<TVector, T>.AddProduct(factor, second, ref first);
            Four<TVector, T>.AddProduct(factor, third, ref first);
            Span<T> sums = stackalloc T[Four<TVector, T>.Count * TVector.Count];
            Four<TVector, T>.Store(first, ref sums[0], 0, TVector.Count);
            _destination[0] = T.Zero;
            foreach (var sum in sums) _destination[0] += sum;
        }
    }
}
