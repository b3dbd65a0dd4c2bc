namespace NeuralOde.Numerics;

/// <summary>
/// The order of the terms of a sum over features. It depends on the sizes of a product alone, so all layouts, widths
/// and kernels give the same bits.
/// </summary>
/// <remarks>
/// Terms are added one behind the other, from the bias on, each fused. Where few features have many terms, a lane that
/// is alone has nothing else to compute while an addition waits for the one before. So there the terms come in parts,
/// of which all but the first begin with 0, to be summed beside each other; then the parts are added in order.
/// </remarks>
/// <param name="First">The number of terms of the first part.</param>
/// <param name="Others">The number of terms of each other part, if there is any.</param>
public readonly record struct SumOrder(int First, int Others)
{
    // Few features are as many as two vectors of doubles hold.
    private const int Few = 16, Many = 16, Parts = 4;

    /// <summary>The order of the sums of a product.</summary>
    /// <param name="features">The number of sums.</param>
    /// <param name="terms">The number of terms of each.</param>
    public static SumOrder Of(int features, int terms)
    {
        var others = features <= Few && terms >= Many ? (terms + Parts - 1) / Parts : 0;
        return new(terms - (Parts - 1) * others, others);
    }
}
