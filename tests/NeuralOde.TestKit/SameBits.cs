using System.Numerics;

namespace NeuralOde.TestKit;

/// <summary>Equality to the bit, in which one NaN is as good as another: its bits are free.</summary>
public static class SameBits
{
    /// <summary>Fails where two numbers differ, be it in the sign of a zero.</summary>
    public static void Assert<T>(ReadOnlySpan<T> expected, ReadOnlySpan<T> actual)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Xunit.Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            var (left, right) = (expected[i], actual[i]);
            Xunit.Assert.True(
                T.IsNaN(left) ? T.IsNaN(right) : left == right && T.IsNegative(left) == T.IsNegative(right),
                $"entry {i}: {left} and {right}");
        }
    }

    /// <summary>The numbers with the same NaN in all places that hold one.</summary>
    public static T[] WithOneNaN<T>(T[] values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        [.. values.Select(value => T.IsNaN(value) ? T.NaN : value)];
}
