using System.Numerics;
using System.Runtime.CompilerServices;
using NeuralOde.Core.Values;
using NeuralOde.Numerics;

namespace NeuralOde.Core.Solving;

/// <summary>The times on which steps end because the field may jump there.</summary>
/// <remarks>
/// A step lies between two jumps, and its stages must see the field of that piece only, also the stages at
/// its ends: their times are moved to the nearest number inside.
/// </remarks>
/// <typeparam name="T">The element type in which the field sees the time.</typeparam>
internal sealed class Jumps<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly double[] _times;

    internal Jumps(ValueArray<double> times)
    {
        _times = [.. times];
        for (var i = 0; i < _times.Length; i++)
        {
            Misuse.Unless(
                double.IsFinite(_times[i]) && (i == 0 || _times[i - 1] < _times[i]),
                "StepTimes must be finite and ascending.");
        }
    }

    /// <summary>True when there is any.</summary>
    internal bool Any => _times.Length > 0;

    /// <summary>True when a step that ends at this time ends on a jump.</summary>
    internal bool IsAt(double time) => Any && Array.BinarySearch(_times, time) >= 0;

    /// <summary>The first jump behind a time on the way to t1, or t1.</summary>
    internal double Next(double time, double t1)
    {
        if (!Any) return t1;
        var at = Array.BinarySearch(_times, time);
        if (t1 > time)
        {
            var after = at < 0 ? ~at : at + 1;
            return after < _times.Length ? Math.Min(_times[after], t1) : t1;
        }

        var before = (at < 0 ? ~at : at) - 1;
        return before >= 0 ? Math.Max(_times[before], t1) : t1;
    }

    /// <summary>A time as the field may see it in a step that has a given time in its interior.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal T Inside(double time, double interior) =>
        Any ? Within(time, interior) : T.CreateTruncating(time);

    private T Within(double time, double interior)
    {
        var seen = T.CreateTruncating(time);
        var after = ~Array.BinarySearch(_times, interior);
        if (after < 0) return seen;
        if (after < _times.Length) seen = T.Min(seen, T.BitDecrement(T.CreateTruncating(_times[after])));
        return after > 0 ? T.Max(seen, T.BitIncrement(T.CreateTruncating(_times[after - 1]))) : seen;
    }
}
