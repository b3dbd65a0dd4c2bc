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
        // In parts, since the compiler inlines only so much into one kernel.
        Widest.RunInPairs<LogKernel, double>(new(errors.Squares, logs), destination.Length);
        Widest.Run<PowerKernel, double>(new(errors, logs, destination), destination.Length);
        Widest.RunInPairs<ExpKernel, double>(new(destination), destination.Length);
        Widest.Run<BoundKernel, double>(new(errors, destination), destination.Length);
    }

    /// <summary>log of the root of each square.</summary>
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
                var log = Logarithm.LogOfNormal<TVector, double>(bounded) * TVector.Create(0.5);
                TVector.Store(log, ref MemoryMarshal.GetReference(_logs), i);
            }
        }
    }

    /// <summary>The logarithms of the factors from those of the errors.</summary>
    internal readonly ref struct PowerKernel(
        ErrorView errors, ReadOnlySpan<double> logs, Span<double> destination) : IKernel<double>
    {
        private readonly ErrorView _errors = errors;
        private readonly ReadOnlySpan<double> _logs = logs;
        private readonly Span<double> _destination = destination;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run<TVector>(int begin, int end)
            where TVector : struct, IVector<TVector, double>
        {
            ref var last = ref MemoryMarshal.GetReference(_errors.Last);
            ref var beforeLast = ref MemoryMarshal.GetReference(_errors.BeforeLast);
            for (var i = begin; i < end; i += TVector.Count)
            {
                var log = TVector.Load(in MemoryMarshal.GetReference(_logs), i);
                var mixed = TVector.Create(_errors.PowerOfNow) * log
                    - TVector.Create(_errors.PowerOfLast) * TVector.Load(in last, i)
                    + TVector.Create(_errors.PowerOfBeforeLast) * TVector.Load(in beforeLast, i);
                var square = TVector.Load(in MemoryMarshal.GetReference(_errors.Squares), i);
                var power = TVector.Select(
                    square < TVector.Create(1.0), mixed, TVector.Create(_errors.PowerOfRejected) * log);
                TVector.Store(
                    TVector.Create(_errors.LogSafety) - power, ref MemoryMarshal.GetReference(_destination), i);
            }
        }
    }

    /// <summary>The exponential of each number, in place.</summary>
    internal readonly ref struct ExpKernel(Span<double> numbers) : IKernel<double>
    {
        private readonly Span<double> _numbers = numbers;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run<TVector>(int begin, int end)
            where TVector : struct, IVector<TVector, double>
        {
            ref var at = ref MemoryMarshal.GetReference(_numbers);
            for (var i = begin; i < end; i += TVector.Count)
            {
                var power = Exponential.ExpOfModerate<TVector, double>(TVector.Load(in at, i));
                TVector.Store(power, ref at, i);
            }
        }
    }

    /// <summary>The factors within their bounds; the smallest one where the error is no number.</summary>
    internal readonly ref struct BoundKernel(ErrorView errors, Span<double> factors) : IKernel<double>
    {
        private readonly ErrorView _errors = errors;
        private readonly Span<double> _factors = factors;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run<TVector>(int begin, int end)
            where TVector : struct, IVector<TVector, double>
        {
            ref var to = ref MemoryMarshal.GetReference(_factors);
            var minimum = TVector.Create(_errors.Minimum);
            for (var i = begin; i < end; i += TVector.Count)
            {
                var square = TVector.Load(in MemoryMarshal.GetReference(_errors.Squares), i);
                var maximum = TVector.Select(
                    square < TVector.Create(1.0),
                    TVector.Create(_errors.Maximum),
                    TVector.Create(_errors.MaximumOfRejected));
                var factor = TVector.Load(in to, i);
                factor = TVector.Select(factor < maximum, factor, maximum);
                factor = TVector.Select(factor > minimum, factor, minimum);
                TVector.Store(TVector.Select(TVector.Equal(square, square), factor, minimum), ref to, i);
            }
        }
    }
}
