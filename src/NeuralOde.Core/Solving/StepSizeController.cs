namespace NeuralOde.Core.Solving;

/// <summary>What judges a step and proposes the size of the next one, as data.</summary>
public abstract record StepSizeController
{
    private StepSizeController() { }

    /// <summary>
    /// Every step has this size, except the last before a time that must be met; errors do not count.
    /// </summary>
    /// <param name="Step">The size, positive in either direction; in the unit of time.</param>
    public sealed record Fixed(double Step) : StepSizeController;

    /// <summary>Steps follow the error ratio e of the last three steps of a lane.</summary>
    /// <remarks>
    /// <para>
    /// With k one more than the order of the embedded method, an accepted step multiplies the size by
    /// Safety · eₙ^(−(P+I+D)/k) · eₙ₋₁^((P+2D)/k) · eₙ₋₂^(−D/k), limited to MinimumFactor … MaximumFactor. A
    /// step is accepted when e is below 1. A rejected step is repeated with Safety · e^(−1/k), limited to
    /// MinimumFactor … Safety, and leaves no history; one whose error is no number, with MinimumFactor.
    /// </para>
    /// <para>
    /// To choose: raise P towards 0.4 and lower I towards 0.3 when many steps are rejected; P = D = 0 is the
    /// elementary controller. Source: Söderlind, Automatic control and adaptive time-stepping, Numer.
    /// Algorithms 31 (2002); the naming of the coefficients is that of diffrax.
    /// </para>
    /// </remarks>
    /// <param name="Proportional">P.</param>
    /// <param name="Integral">I.</param>
    /// <param name="Derivative">D.</param>
    public sealed record Adaptive(double Proportional, double Integral, double Derivative) : StepSizeController
    {
        /// <summary>How far below the largest permissible step the controller aims.</summary>
        public double Safety { get; init; } = 0.9;

        /// <summary>The strongest shrinking of a step.</summary>
        public double MinimumFactor { get; init; } = 0.2;

        /// <summary>The strongest growth of a step.</summary>
        public double MaximumFactor { get; init; } = 10;
    }

    /// <summary>The elementary controller: P = 0, I = 1, D = 0.</summary>
    public static Adaptive I { get; } = new(0, 1, 0);

    /// <summary>
    /// The stabilised controller of Hairer's DOPRI5, β = 0.04: P = 0.2, I = 0.65, D = 0; the default.
    /// </summary>
    /// <remarks>Source: Hairer, Wanner, Solving ODEs II, 2nd ed., IV.2.</remarks>
    public static Adaptive PI { get; } = new(0.2, 0.65, 0);

    /// <summary>Söderlind's H312 filter: P = 1/18, I = 1/9, D = 1/18; the smoothest steps.</summary>
    /// <remarks>Source: Söderlind, Digital filters in adaptive time-stepping, ACM TOMS 29 (2003).</remarks>
    public static Adaptive PID { get; } = new(1.0 / 18, 1.0 / 9, 1.0 / 18);
}
