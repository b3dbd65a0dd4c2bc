using System.Runtime.InteropServices;

namespace NeuralOde.Core.Solving;

/// <summary>
/// How the solve of one example went, in numbers; <see cref="LaneOutcome"/> says it in words.
/// </summary>
/// <param name="Code">How it ended.</param>
/// <param name="Accepted">The steps taken.</param>
/// <param name="Rejected">The steps tried in vain.</param>
/// <param name="Nfe">
/// The evaluations of the field: one for the first slope where the method is FSAL or the first step is found,
/// one to find the first step, and for each step tried all stages, less the first one with FSAL; one more
/// where a step begins behind one of StepTimes.
/// </param>
/// <param name="Time">How far the example came; t1 when it finished.</param>
/// <param name="Step">The size of the last step tried, with the sign of its direction.</param>
/// <param name="WorstComponent">
/// The feature with the largest error in a step that failed; −1 when it finished.
/// </param>
/// <param name="Stiffness">
/// |h·λ| in a step that failed, estimated; about 3 and more when stiff; 0 if unknown.
/// </param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct LaneRecord(
    OutcomeCode Code,
    int Accepted,
    int Rejected,
    int Nfe,
    double Time,
    double Step,
    int WorstComponent,
    double Stiffness)
{
    /// <summary>The steps tried.</summary>
    public int Steps => Accepted + Rejected;
}

/// <summary>How a lane ended.</summary>
public enum OutcomeCode
{
    /// <summary>It reached t1.</summary>
    Finished,

    /// <summary>It needed a step below MinimumStep, or below the rounding of t.</summary>
    StepTooSmall,

    /// <summary>It used up its MaximumSteps.</summary>
    TooManySteps,

    /// <summary>Its state or slope was NaN or infinite, however small the step.</summary>
    NotFinite,
}
