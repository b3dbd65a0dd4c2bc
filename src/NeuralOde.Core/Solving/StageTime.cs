using System.Numerics;

namespace NeuralOde.Core.Solving;

/// <summary>The time that the field sees in a stage.</summary>
internal static class StageTime
{
    /// <summary>t + c·h, strictly inside of the piece between two jumps that the step lies in.</summary>
    /// <param name="jumps">Where the field may jump.</param>
    /// <param name="t">Where the step begins.</param>
    /// <param name="h">Its size, with its sign.</param>
    /// <param name="c">The place of the stage as a part of the step.</param>
    internal static T Of<T>(Jumps<T> jumps, double t, double h, double c)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        jumps.Inside(Math.FusedMultiplyAdd(c, h, t), t + h / 2);

    /// <summary>The same in every lane; shapes [lanes].</summary>
    internal static void Into<T>(
        Jumps<T> jumps, ReadOnlySpan<double> t, ReadOnlySpan<double> h, double c, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (var lane = 0; lane < destination.Length; lane++)
        {
            destination[lane] = Of(jumps, t[lane], h[lane], c);
        }
    }
}
