using System.Numerics;
using System.Runtime.CompilerServices;
using NeuralOde.Numerics.Functions;
using NeuralOde.Numerics.Vectors;

namespace NeuralOde.Numerics.Lanes;

/// <summary>What the error of one feature is measured by: the states in which its step begins and ends.</summary>
internal readonly record struct ErrorScale<TVector, T>(TVector Y, TVector Y1)
    where TVector : struct, IVector<TVector, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>
    /// The sum of squares with (error / (absolute + relative·max(|y|, |y1|)))² added; NaN if y1 is not finite.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector AddSquare(TVector error, TVector relative, TVector absolute, TVector sum)
    {
        var largest = Comparison.Maximum<TVector, T>(TVector.Abs(Y), TVector.Abs(Y1));
        var ratio = error / TVector.FusedMultiplyAdd(relative, largest, absolute);

        // 0·y1 is NaN exactly where y1 is no number, which the division may have hidden.
        sum = TVector.FusedMultiplyAdd(ratio, ratio, sum);
        return TVector.FusedMultiplyAdd(TVector.Create(0.0), Y1, sum);
    }
}
