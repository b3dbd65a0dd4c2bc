using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NeuralOde.Numerics.Functions;
using NeuralOde.Numerics.Vectors;

namespace NeuralOde.Numerics.Lanes;

/// <summary>
/// The factor of the next step size in every lane, from the error ratios of the last steps.
/// </summary>
public static class StepFactor
{
    // The logarithm of a perfect step stays finite.
    private const double SmallestSquare = 1e-300;

    /// <summary>Writes the factors that the view describes; the smallest one where eₙ is no number.</summary>
    /// <param name="errors">The error ratios and the powers.</param>
    /// <param name="logs">Receives log eₙ; shape [lanes].</param>
    /// <param name="destination">Receives the factors; shape [lanes].</param>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    public static void Into(in ErrorView errors, Span<double> logs, Span<double> destination)
    {
        Misuse.SameLength(errors.Squares.Length, destination.Length);
        Misuse.SameLength(errors.Last.Length, destination.Length);
        Misuse.SameLength(errors.BeforeLast.Length, destination.Length);
        Misuse.SameLength(logs.Length, destination.Length);
        Widest.Run<LogKernel, double>(new(errors.Squares, logs), destination.Length);
        Widest.Run<Kernel, double>(new(errors, logs, destination), destination.Length);
    }

    /// <summary>log of the root; a kernel of its own, since the compiler inlines only so much into one.</summary>
    internal readonly ref struct LogKernel(ReadOnlySpan<double> squares, Span<double> logs) : IKernel<double>
    {
        private readonly ReadOnlySpan<double> _squares = squares;
        private readonly Span<double> _logs = logs;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run<TVector>(int begin, int end)
            where TVector : struct, IVector<TVector, double>
        {
            ref var from = ref MemoryMarshal.GetReference(_squares);
            var smallest = TVector.Create(SmallestSquare);
            for (var i = begin; i < end; i += TVector.Count)
            {
                var square = TVector.Load(in from, i);
                var bounded = TVector.Select(square < smallest, smallest, square);
                var log = Logarithm.Log<TVector, double>(bounded) * TVector.Create(0.5);
                TVector.Store(log, ref MemoryMarshal.GetReference(_logs), i);
            }
        }
    }

    /// <summary>The factors from the logarithms.</summary>
    internal readonly ref struct Kernel(ErrorView errors, ReadOnlySpan<double> logs, Span<double> destination)
        : IKernel<double>
    {
        private readonly ErrorView _errors = errors;
        private readonly ReadOnlySpan<double> _logs = logs;
        private readonly Span<double> _destination = destination;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run<TVector>(int begin, int end)
            where TVector : struct, IVector<TVector, double>
        {
            ref var squares = ref MemoryMarshal.GetReference(_errors.Squares);
            ref var last = ref MemoryMarshal.GetReference(_errors.Last);
            ref var beforeLast = ref MemoryMarshal.GetReference(_errors.BeforeLast);
            var minimum = TVector.Create(_errors.Minimum);
            for (var i = begin; i < end; i += TVector.Count)
            {
                var square = TVector.Load(in squares, i);
                var isAccepted = square < TVector.Create(1.0);
                var log = TVector.Load(in MemoryMarshal.GetReference(_logs), i);
                var mixed = TVector.Create(_errors.PowerOfNow) * log
                    - TVector.Create(_errors.PowerOfLast) * TVector.Load(in last, i)
                    + TVector.Create(_errors.PowerOfBeforeLast) * TVector.Load(in beforeLast, i);
                var power = TVector.Select(isAccepted, mixed, TVector.Create(_errors.PowerOfRejected) * log);
                var factor = Exponential.Exp<TVector, double>(TVector.Create(_errors.LogSafety) - power);

                var maximum = TVector.Select(
                    isAccepted, TVector.Create(_errors.Maximum), TVector.Create(_errors.MaximumOfRejected));
                factor = TVector.Select(factor < maximum, factor, maximum);
                factor = TVector.Select(factor > minimum, factor, minimum);
                factor = TVector.Select(TVector.Equal(square, square), factor, minimum);
                TVector.Store(factor, ref MemoryMarshal.GetReference(_destination), i);
            }
        }
    }
}
