using System.Numerics;
using NeuralOde.Core.Values;

namespace NeuralOde.Core.Training.Optimisers;

/// <summary>One step of each optimiser, composed of kernels that give one new vector each.</summary>
internal static class OptimiserStep<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static (FlatVector Parameters, OptimiserState State) Of(
        Optimiser optimiser, FlatVector parameters, FlatVector gradient, OptimiserState state, double rate) =>
        optimiser switch
        {
            Optimiser.Sgd => Result(state, Moved(parameters, gradient, rate)),
            Optimiser.Momentum o => Momentum(o.Decay, parameters, gradient, state, rate),
            Optimiser.Nesterov o => Nesterov(o.Decay, parameters, gradient, state, rate),
            Optimiser.RmsProp o => RmsProp(o, parameters, gradient, state, rate),
            Optimiser.Adam o => Adam(o, parameters, gradient, state, rate),
            Optimiser.AdamW o => Adam(
                new(o.Beta1, o.Beta2, o.Epsilon),
                Blended(parameters, 1 - rate * o.WeightDecay, parameters, 0), gradient, state, rate),
            _ => throw Unreachable.Case(optimiser),
        };

    private static (FlatVector, OptimiserState) Momentum(
        double decay, FlatVector parameters, FlatVector gradient, OptimiserState state, double rate)
    {
        var velocity = Blended(state.Vectors[0].Values, decay, gradient, 1);
        return Result(state, Moved(parameters, velocity, rate), velocity);
    }

    private static (FlatVector, OptimiserState) Nesterov(
        double decay, FlatVector parameters, FlatVector gradient, OptimiserState state, double rate)
    {
        var velocity = Blended(state.Vectors[0].Values, decay, gradient, 1);
        return Result(state, Moved(parameters, Blended(velocity, decay, gradient, 1), rate), velocity);
    }

    private static (FlatVector, OptimiserState) RmsProp(
        Optimiser.RmsProp o, FlatVector parameters, FlatVector gradient, OptimiserState state, double rate)
    {
        var squares = BlendedSquares(state.Vectors[0].Values, o.Decay, gradient);
        return Result(state, MovedByScale(parameters, gradient, rate, squares, 1, o.Epsilon), squares);
    }

    private static (FlatVector, OptimiserState) Adam(
        Optimiser.Adam o, FlatVector parameters, FlatVector gradient, OptimiserState state, double rate)
    {
        var mean = Blended(state.Vectors[0].Values, o.Beta1, gradient, 1 - o.Beta1);
        var squares = BlendedSquares(state.Vectors[1].Values, o.Beta2, gradient);
        var unbiasedRate = rate / (1 - WholePower.Of(o.Beta1, state.Steps + 1));
        var unbiasedScale = 1 / Math.Sqrt(1 - WholePower.Of(o.Beta2, state.Steps + 1));
        var moved = MovedByScale(parameters, mean, unbiasedRate, squares, unbiasedScale, o.Epsilon);
        return Result(state, moved, mean, squares);
    }

    private static (FlatVector, OptimiserState) Result(
        OptimiserState before, FlatVector parameters, params ReadOnlySpan<FlatVector> kept)
    {
        var vectors = new NamedVector[kept.Length];
        for (var i = 0; i < kept.Length; i++) vectors[i] = before.Vectors[i] with { Values = kept[i] };
        return (parameters, new(before.Steps + 1, [.. vectors]));
    }

    // a·x + b·y
    private static FlatVector Blended(FlatVector x, double a, FlatVector y, double b) =>
        FlatVector.Filled<T, (FlatVector X, T A, FlatVector Y, T B)>(
            x.Length, (x, T.CreateChecked(a), y, T.CreateChecked(b)), static (result, from) =>
            {
                var x = from.X.AsSpan<T>();
                var y = from.Y.AsSpan<T>();
                for (var i = 0; i < result.Length; i++)
                    result[i] = T.FusedMultiplyAdd(from.A, x[i], from.B * y[i]);
            });

    // a·x + (1 − a)·y²
    private static FlatVector BlendedSquares(FlatVector x, double a, FlatVector y) =>
        FlatVector.Filled<T, (FlatVector X, T A, FlatVector Y, T B)>(
            x.Length, (x, T.CreateChecked(a), y, T.CreateChecked(1 - a)), static (result, from) =>
            {
                var x = from.X.AsSpan<T>();
                var y = from.Y.AsSpan<T>();
                for (var i = 0; i < result.Length; i++)
                    result[i] = T.FusedMultiplyAdd(from.A, x[i], from.B * (y[i] * y[i]));
            });

    // θ − η·d
    private static FlatVector Moved(FlatVector parameters, FlatVector direction, double rate) =>
        Blended(direction, -rate, parameters, 1);

    // θ − η·d/(c·√s + ε)
    private static FlatVector MovedByScale(
        FlatVector theta, FlatVector d, double rate, FlatVector s, double c, double epsilon) =>
        FlatVector.Filled<T, (FlatVector Theta, FlatVector D, T Rate, FlatVector S, T C, T Epsilon)>(
            theta.Length,
            (theta, d, T.CreateChecked(rate), s, T.CreateChecked(c), T.CreateChecked(epsilon)),
            static (result, from) =>
            {
                var theta = from.Theta.AsSpan<T>();
                var d = from.D.AsSpan<T>();
                var s = from.S.AsSpan<T>();
                for (var i = 0; i < result.Length; i++)
                {
                    var scaled = d[i] / T.FusedMultiplyAdd(from.C, T.Sqrt(s[i]), from.Epsilon);
                    result[i] = T.FusedMultiplyAdd(-from.Rate, scaled, theta[i]);
                }
            });
}
