using System.Runtime.CompilerServices;
using NeuralOde.Numerics.Functions;
using NeuralOde.Numerics.Vectors;

namespace NeuralOde.Numerics.Lanes;

/// <summary>
/// The size of the first step of every lane, from its state, its slope, and a probe of the next slope.
/// </summary>
/// <remarks>Source: Hairer, Nørsett, Wanner, Solving ODEs I, 2nd ed., II.4, "Starting step size".</remarks>
public static class StepStart
{
    private const double Cautious = 1e-6;
    private const double NoSize = 1e-5;
    private const double NoCurve = 1e-15;
    private const double LogOfPart = -6.643856189774724; // log₂ 0.01

    /// <summary>Writes sizes by which y changes little, as if its slope stayed; with their sign.</summary>
    /// <param name="rows">
    /// Begins, which are t0, ends, which are t1, squares of states and slopes; sizes are written.
    /// </param>
    /// <param name="bounds">Between which sizes a step lies.</param>
    public static void Guess(in StepRows rows, in StartBounds bounds) =>
        Widest.Run<StepKernel<GuessRule>, double>(new(rows, new(bounds)), rows.Lanes);

    /// <summary>
    /// Writes the sizes for which the first neglected derivative would make an error of 1 % of the tolerance: a root of
    /// the slope or of its change in time, whichever is larger, by logarithm and exponential of the controller.
    /// </summary>
    /// <param name="rows">
    /// What the guess read and wrote, and squares of curves; wanted sizes are written, unsigned.
    /// </param>
    /// <param name="bounds">Between which sizes a step lies.</param>
    /// <param name="order">The order of the method.</param>
    public static void Refine(in StepRows rows, in StartBounds bounds, int order) =>
        Widest.Run<StepKernel<RefineRule>, double>(new(rows, new(bounds, order)), rows.Lanes);

    internal readonly record struct GuessRule(StartBounds Bounds) : IStepRule
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<TRows, TVector>(TRows rows)
            where TRows : IStepRows<TVector>, allows ref struct
            where TVector : struct, IVector<TVector, double>
        {
            var interval = rows.Load(StepRow.End) - rows.Load(StepRow.Begin);
            var state = TVector.Sqrt(rows.Load(StepRow.SquareOfState));
            var slope = TVector.Sqrt(rows.Load(StepRow.SquareOfSlope));
            var small = TVector.Create(NoSize);
            var size = TVector.Select(
                (state < small) | (slope < small),
                TVector.Create(Cautious),
                TVector.Create(0.01) * state / slope);
            var largest = TVector.AtMost(TVector.Abs(interval), TVector.Create(Bounds.Maximum));
            rows.Store(StepRow.Size, TVector.AtMost(size, largest) | (interval & TVector.Create(-0.0)));
        }
    }

    internal readonly record struct RefineRule(StartBounds Bounds, int Order) : IStepRule
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<TRows, TVector>(TRows rows)
            where TRows : IStepRows<TVector>, allows ref struct
            where TVector : struct, IVector<TVector, double>
        {
            var guess = TVector.Abs(rows.Load(StepRow.Size));
            var curve = rows.Load(StepRow.SquareOfCurve) / (guess * guess);
            var derivative = TVector.AtLeast(curve, rows.Load(StepRow.SquareOfSlope));
            var exponent = TVector.Create(LogOfPart) - StepLog.Of<TVector>(derivative) * TVector.Create(0.5);
            var root = Exponential.Exp2OfModerate(exponent / TVector.Create(Order + 1.0));
            var isCurved = derivative > TVector.Create(NoCurve * NoCurve);
            var cautious = TVector.AtLeast(guess * TVector.Create(1e-3), TVector.Create(Cautious));
            var size = TVector.AtMost(TVector.Select(isCurved, root, cautious), guess * TVector.Create(100.0));

            var length = TVector.Abs(rows.Load(StepRow.End) - rows.Load(StepRow.Begin));
            var smallest = TVector.AtLeast(
                length * TVector.Create(Bounds.PartOfInterval), TVector.Create(Bounds.Minimum));
            var largest = TVector.AtMost(length, TVector.Create(Bounds.Maximum));
            rows.Store(StepRow.Wanted, TVector.AtMost(TVector.AtLeast(size, smallest), largest));
        }
    }
}
