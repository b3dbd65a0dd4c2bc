using System.Numerics;
using NeuralOde.Core.Values;

namespace NeuralOde.Core.Training.Optimisers;

/// <summary>One step of each optimiser, in place and number by number.</summary>
internal static class OptimiserStep<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Moves the parameters, and what is kept beside them.</summary>
    public static void Take(Optimiser optimiser, in Movement<T> movement)
    {
        switch (optimiser)
        {
            case Optimiser.Sgd:
                Move(movement.Parameters, movement.Gradient, movement.Rate);
                break;
            case Optimiser.Momentum o:
                Blend(movement.Mean, o.Decay, movement.Gradient, 1);
                Move(movement.Parameters, movement.Mean, movement.Rate);
                break;
            case Optimiser.Nesterov o:
                Blend(movement.Mean, o.Decay, movement.Gradient, 1);
                MoveAhead(movement, o.Decay);
                break;
            case Optimiser.RmsProp o:
                BlendSquares(movement.Squares, o.Decay, movement.Gradient);
                MoveByScale(movement, movement.Gradient, (movement.Rate, 1, o.Epsilon));
                break;
            case Optimiser.Adam o:
                Adam(movement, o.Beta1, o.Beta2, o.Epsilon);
                break;
            case Optimiser.AdamW o:
                Blend(movement.Parameters, 1 - movement.Rate * o.WeightDecay, movement.Parameters, 0);
                Adam(movement, o.Beta1, o.Beta2, o.Epsilon);
                break;
            default:
                throw Unreachable.Case(optimiser);
        }
    }

    private static void Adam(in Movement<T> movement, double beta1, double beta2, double epsilon)
    {
        Blend(movement.Mean, beta1, movement.Gradient, 1 - beta1);
        BlendSquares(movement.Squares, beta2, movement.Gradient);
        var unbiasedRate = movement.Rate / (1 - WholePower.Of(beta1, movement.Steps + 1));
        var unbiasedScale = 1 / Math.Sqrt(1 - WholePower.Of(beta2, movement.Steps + 1));
        MoveByScale(movement, movement.Mean, (unbiasedRate, unbiasedScale, epsilon));
    }

    // x ← a·x + b·y
    private static void Blend(Span<T> x, double a, ReadOnlySpan<T> y, double b)
    {
        var (ofX, ofY) = (T.CreateChecked(a), T.CreateChecked(b));
        for (var i = 0; i < x.Length; i++) x[i] = T.FusedMultiplyAdd(ofX, x[i], ofY * y[i]);
    }

    // x ← a·x + (1 − a)·y²
    private static void BlendSquares(Span<T> x, double a, ReadOnlySpan<T> y)
    {
        var (ofX, ofY) = (T.CreateChecked(a), T.CreateChecked(1 - a));
        for (var i = 0; i < x.Length; i++) x[i] = T.FusedMultiplyAdd(ofX, x[i], ofY * (y[i] * y[i]));
    }

    // θ ← θ − η·d
    private static void Move(Span<T> theta, ReadOnlySpan<T> d, double rate)
    {
        var back = T.CreateChecked(-rate);
        for (var i = 0; i < theta.Length; i++) theta[i] = T.FusedMultiplyAdd(back, d[i], theta[i]);
    }

    // θ ← θ − η·(g + Decay·v)
    private static void MoveAhead(in Movement<T> movement, double decay)
    {
        var theta = movement.Parameters;
        var (back, ahead) = (T.CreateChecked(-movement.Rate), T.CreateChecked(decay));
        for (var i = 0; i < theta.Length; i++)
        {
            var d = T.FusedMultiplyAdd(ahead, movement.Mean[i], movement.Gradient[i]);
            theta[i] = T.FusedMultiplyAdd(back, d, theta[i]);
        }
    }

    // θ ← θ − η·d/(c·√s + ε)
    private static void MoveByScale(
        in Movement<T> movement, ReadOnlySpan<T> d, (double Rate, double Scale, double Epsilon) by)
    {
        var theta = movement.Parameters;
        var rate = T.CreateChecked(by.Rate);
        var (scale, epsilon) = (T.CreateChecked(by.Scale), T.CreateChecked(by.Epsilon));
        for (var i = 0; i < theta.Length; i++)
        {
            var scaled = d[i] / T.FusedMultiplyAdd(scale, T.Sqrt(movement.Squares[i]), epsilon);
            theta[i] = T.FusedMultiplyAdd(-rate, scaled, theta[i]);
        }
    }
}
