namespace NeuralOde.Core.Adjoints;

/// <summary>
/// The way in which the solution's cotangent is carried back to y0, θ, the inputs and the times.
/// </summary>
public abstract record Adjoint
{
    private Adjoint() { }

    /// <summary>
    /// Reverses the accepted steps of the forward solve, which are kept: exact for what was computed, and the
    /// fastest. Memory grows with the steps. The default.
    /// </summary>
    public sealed record Discrete : Adjoint;

    /// <summary>
    /// The same gradient as <see cref="Discrete"/> without keeping the steps: they are computed again, by a
    /// binomial schedule, from at most <paramref name="Checkpoints"/> stored states of each lane.
    /// </summary>
    /// <param name="Checkpoints">The stored states of a lane, its start included; at least 1. With c of them
    /// and every step taken at most r times again, (c + r)! / (c! r!) steps can be reversed.</param>
    /// <remarks>Source: Griewank, Walther, Algorithm 799: revolve, ACM TOMS 26(1), 2000.</remarks>
    public sealed record Checkpointed(int Checkpoints) : Adjoint;

    /// <summary>
    /// Solves the adjoint equation da/dt = −(∂f/∂y)ᵀa together with the state backwards in time: memory does
    /// not grow with the steps, and the gradient is exact up to the tolerance. Where the state does not find
    /// its way back, the example is done again with <see cref="Checkpointed"/>, and is reported.
    /// </summary>
    /// <remarks>Source: Chen, Rubanova, Bettencourt, Duvenaud, Neural ordinary differential equations,
    /// NeurIPS 2018, section 2; for where it fails: Gholami, Keutzer, Biros, ANODE, IJCAI 2019.</remarks>
    public sealed record Backsolve : Adjoint
    {
        /// <summary>
        /// The largest reversal defect that is accepted; no unit. The defect is the root mean square over the
        /// features of (y_back − y) / (1 + |y|), at the worst of the evaluation times and t0: about the
        /// relative error of the states along which the gradient is computed. 0.01 by default; the gradient's
        /// relative error is of its size.
        /// </summary>
        public double DefectThreshold { get; init; } = 0.01;

        /// <summary>
        /// The relative tolerance of the reverse solve; 0, the default, takes that of the forward solve.
        /// </summary>
        public double RelativeTolerance { get; init; }

        /// <summary>
        /// The absolute tolerance of the reverse solve; 0, the default, takes that of the forward solve.
        /// </summary>
        public double AbsoluteTolerance { get; init; }

        /// <summary>
        /// The stored states of a lane where <see cref="Checkpointed"/> has to take over; at least 1.
        /// </summary>
        public int FallbackCheckpoints { get; init; } = 16;
    }
}
