namespace NeuralOde.Core.Training.Optimisers;

/// <summary>Powers with whole exponents, whose bits are the same on every machine.</summary>
internal static class WholePower
{
    /// <summary>x to the power n ≥ 0, by squaring.</summary>
    public static double Of(double x, long n)
    {
        var power = 1.0;
        for (; n > 0; n >>= 1)
        {
            if ((n & 1) == 1) power *= x;
            x *= x;
        }

        return power;
    }
}
