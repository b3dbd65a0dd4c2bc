using System.Numerics;

namespace NeuralOde.Core.Solving;

/// <summary>The coefficients of a tableau as numbers, each rounded once from its fraction.</summary>
/// <typeparam name="T">The element type of the state.</typeparam>
internal sealed class StepCoefficients<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T[][] _a;
    private readonly T[] _b;
    private readonly T[] _error;
    private readonly double[] _c;
    private readonly double[][] _dense;

    internal StepCoefficients(ButcherTableau tableau)
    {
        _a = [.. tableau.A.Select(row => Rounded(row))];
        _b = Rounded(tableau.B);
        _error = Rounded(tableau.Error);
        _c = [.. tableau.C.Select(c => c.ToDouble())];
        _dense = [.. tableau.Dense.Select(weight => weight.Coefficients.Select(c => c.ToDouble()).ToArray())];
        (Order, ErrorOrder, IsFsal) = (tableau.Order, tableau.EmbeddedOrder + 1, tableau.IsFsal);
    }

    /// <summary>The number of stages.</summary>
    internal int Stages => _c.Length;

    /// <summary>The evaluations of a step: one a stage, less the one that was kept.</summary>
    internal int Evaluations => IsFsal ? Stages - 1 : Stages;

    /// <summary>True when the last slope begins the next step.</summary>
    internal bool IsFsal { get; }

    /// <summary>The order of the method.</summary>
    internal int Order { get; }

    /// <summary>The power of h in the embedded error, which the controller takes the root of.</summary>
    internal int ErrorOrder { get; }

    /// <summary>The weights of y1; shape [stages].</summary>
    internal ReadOnlySpan<T> B => _b;

    /// <summary>The error weights; shape [stages], or empty.</summary>
    internal ReadOnlySpan<T> Error => _error;

    /// <summary>The weights of earlier slopes in one stage; shape [stage].</summary>
    internal ReadOnlySpan<T> A(int stage) => _a[stage];

    /// <summary>The time of one stage as a part of the step.</summary>
    internal double C(int stage) => _c[stage];

    /// <summary>The weight bᵢ(θ) of one stage in the dense output.</summary>
    internal T Dense(int stage, double theta)
    {
        var sum = 0.0;
        var coefficients = _dense[stage];
        for (var k = coefficients.Length - 1; k >= 0; k--)
        {
            sum = Math.FusedMultiplyAdd(sum, theta, coefficients[k]);
        }
        return T.CreateTruncating(sum);
    }

    private static T[] Rounded(IEnumerable<Rational> values) =>
        [.. values.Select(value => T.CreateTruncating(value.ToDouble()))];
}
