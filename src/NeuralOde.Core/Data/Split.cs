using NeuralOde.Core.Values;

namespace NeuralOde.Core.Data;

/// <summary>Which examples are trained on, which measure progress, and which judge the result.</summary>
/// <param name="Training">Indices of examples.</param>
/// <param name="Validation">Indices of examples.</param>
/// <param name="Test">Indices of examples.</param>
public sealed record Split(ValueArray<int> Training, ValueArray<int> Validation, ValueArray<int> Test)
{
    /// <summary>
    /// The last examples are for testing, those before them for validation, the rest for training.
    /// </summary>
    /// <param name="count">The number of examples.</param>
    /// <param name="validation">A number of examples, or a fraction below 1.</param>
    /// <param name="test">A number of examples, or a fraction below 1.</param>
    /// <param name="order">The order of the examples before the split; shape [count].</param>
    public static Result<Split, DataError> Last(int count, double validation, double test, Order order)
    {
        var (held, judged) = (Number(count, validation), Number(count, test));
        if (held + judged >= count)
        {
            return new DataError.Mismatch(
                "split", $"{held} examples for validation and {judged} for testing of {count} in all",
                "at least one that is left for training", "Lower validation or test.");
        }

        var indices = order.Of(count).AsSpan();
        return new Split(
            ValueArray.Of(indices[..(count - judged - held)]),
            ValueArray.Of(indices.Slice(count - judged - held, held)),
            ValueArray.Of(indices[(count - judged)..]));
    }

    private static int Number(int count, double part) =>
        (int)Math.Min(int.MaxValue / 2, part < 1 ? Math.Floor(part * count) : part);
}

/// <summary>The order that examples are taken in.</summary>
public abstract record Order
{
    private Order() { }

    /// <summary>As they came.</summary>
    public sealed record AsGiven : Order;

    /// <summary>Drawn from a seed.</summary>
    public sealed record Shuffled(Seed Seed) : Order;

    /// <summary>The indices of a number of examples in this order; shape [count].</summary>
    public ValueArray<int> Of(int count)
    {
        var indices = Enumerable.Range(0, count).ToArray();
        if (this is Shuffled(var seed))
        {
            // Fisher–Yates, Statistical tables, 1938; the modulo of 64 bits is fair
            // enough for fewer than 2³¹ examples.
            for (var last = count - 1; last > 0; last--)
            {
                var other = (int)(seed.Bits((ulong)last) % (ulong)(last + 1));
                (indices[last], indices[other]) = (indices[other], indices[last]);
            }
        }

        return Rows.Frozen(indices);
    }
}
