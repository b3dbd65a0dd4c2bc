namespace NeuralOde.Core.Programs;

/// <summary>The elementwise functions between the layers of a net.</summary>
public enum Activation
{
    /// <summary>x.</summary>
    Identity,

    /// <summary>The hyperbolic tangent, at most 5 units in the last place off.</summary>
    Tanh,

    /// <summary>max(x, 0).</summary>
    Relu,

    /// <summary>1 / (1 + e⁻ˣ).</summary>
    Sigmoid,

    /// <summary>log(1 + eˣ).</summary>
    Softplus,

    /// <summary>x · sigmoid(x).</summary>
    Swish,

    /// <summary>x · Φ(x), in its tanh form.</summary>
    Gelu,

    /// <summary>x above 0, eˣ − 1 below.</summary>
    Elu,

    /// <summary>The sine.</summary>
    Sin,

    /// <summary>The hyperbolic tangent, at most 3 units in the last place off, which takes longer.</summary>
    AccurateTanh,
}

/// <summary>The activations, made of simpler functions so that their derivatives come from those.</summary>
/// <remarks>
/// A function with two branches takes the argument of the branch that is not chosen from where it is
/// harmless, for 0 · ∞ would spoil its derivative. At 0 the lower branch counts.
/// </remarks>
public static partial class Symbolic
{
    /// <summary>max(x, 0); its derivative at 0 is 0.</summary>
    public static Expression Relu(Expression x) => If(Greater(x, 0), x, 0);

    /// <summary>log(1 + eˣ), without overflow.</summary>
    public static Expression Softplus(Expression x)
    {
        var above = Greater(x, 0);
        return If(above, x, 0) + Log1p(Exp(If(above, -x, x)));
    }

    /// <summary>x · sigmoid(x), also called SiLU.</summary>
    public static Expression Swish(Expression x) => x * Sigmoid(x);

    /// <summary>½x(1 + tanh(√(2/π)(x + 0.044715 x³))).</summary>
    /// <remarks>
    /// Source: Hendrycks, Gimpel, Gaussian error linear units, arXiv:1606.08415, section 2.
    /// </remarks>
    public static Expression Gelu(Expression x)
    {
        const double Scale = 0.7978845608028653559;
        return 0.5 * x * (1 + Tanh(Scale * (x + 0.044715 * (x * x * x))));
    }

    /// <summary>x above 0, eˣ − 1 below.</summary>
    public static Expression Elu(Expression x)
    {
        var above = Greater(x, 0);
        return If(above, x, Expm1(If(above, 0, x)));
    }

    /// <summary>The activation with this name, of each feature.</summary>
    public static Expression Apply(Activation activation, Expression x) => activation switch
    {
        Activation.Identity => x,
        Activation.Tanh => Tanh(x),
        Activation.Relu => Relu(x),
        Activation.Sigmoid => Sigmoid(x),
        Activation.Softplus => Softplus(x),
        Activation.Swish => Swish(x),
        Activation.Gelu => Gelu(x),
        Activation.Elu => Elu(x),
        Activation.Sin => Sin(x),
        Activation.AccurateTanh => AccurateTanh(x),
        _ => throw new ArgumentException($"{activation} is no activation. Use one of the enum's names."),
    };
}
