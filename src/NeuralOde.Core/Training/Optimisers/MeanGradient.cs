using NeuralOde.Core.Values;

namespace NeuralOde.Core.Training.Optimisers;

/// <summary>The mean of the gradients of some examples, for all parameters or a range of them.</summary>
/// <param name="Values">The mean; the sum as it was where no example counted; shape [parameters].</param>
/// <param name="Squares">
/// The sum of squares of each block of <see cref="Gradients.Block"/> numbers, in order; NaN where no example
/// counted; shape [blocks].
/// </param>
/// <remarks>
/// A norm is taken over the squares of all blocks in order, so that processes which hold whole blocks find the
/// same bits as one which holds all.
/// </remarks>
public sealed record MeanGradient(FlatVector Values, ValueArray<double> Squares)
{
    /// <summary>The mean from a sum.</summary>
    /// <param name="sum">The sum of the gradients of the examples that counted; shape [parameters].</param>
    /// <param name="examples">How many examples counted.</param>
    public static MeanGradient Of(FlatVector sum, long examples)
    {
        if (examples == 0) return new(sum, [double.NaN]);
        var mean = Gradients.Mean(sum, examples);
        return new(mean, Gradients.Squares(mean));
    }
}
