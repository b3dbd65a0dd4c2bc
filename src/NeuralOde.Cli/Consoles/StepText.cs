using NeuralOde.Actors.Reporting;

namespace NeuralOde.Cli.Consoles;

/// <summary>A step in one short line.</summary>
internal static class StepText
{
    /// <summary>Loss, speed, evaluations an example, and failures if there are any.</summary>
    public static string Of(StepFigures step)
    {
        var failed = step.Failures.Sum(failure => failure.Count);
        return $"loss {step.Loss:G4}  {step.ExamplesPerSecond:N0} examples/s  "
            + $"NFE {step.ForwardNfe.Median:F0} + {step.BackwardNfe.Median:F0}"
            + (failed == 0 ? "" : $"  {failed} failed");
    }
}
