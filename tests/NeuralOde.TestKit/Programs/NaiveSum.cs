using System.Numerics;

namespace NeuralOde.TestKit.Programs;

/// <summary>A sum of products term by term, in the order that all kernels keep.</summary>
public static class NaiveSum
{
    /// <summary>One of so many sums, each of so many terms.</summary>
    public static T Of<T>((int Features, int Terms) size, T start, Func<int, (T Left, T Right)> term)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (size is not { Features: <= 16, Terms: >= 16 }) return Part(start, 0, size.Terms);
        var quarter = (size.Terms + 3) / 4;
        var rest = size.Terms - 3 * quarter;
        return Part(start, 0, rest)
            + Part(T.Zero, rest, quarter)
            + Part(T.Zero, rest + quarter, quarter)
            + Part(T.Zero, rest + 2 * quarter, quarter);

        T Part(T from, int first, int count) => Enumerable.Range(first, count).Select(term).Aggregate(
            from, (sum, t) => T.FusedMultiplyAdd(t.Left, t.Right, sum));
    }
}
