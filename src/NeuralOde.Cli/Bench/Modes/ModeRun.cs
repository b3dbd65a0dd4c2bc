using NeuralOde.Actors.Reporting;
using NeuralOde.Actors.Running;

namespace NeuralOde.Cli.Bench.Modes;

/// <summary>The loss of a version.</summary>
/// <param name="Rate">The rate of the optimiser.</param>
/// <param name="Mode">The mode.</param>
/// <param name="Seconds">When it was reached.</param>
/// <param name="Version">The version.</param>
/// <param name="Loss">Its mean loss over some examples.</param>
internal sealed record ModePoint(double Rate, Mode Mode, double Seconds, long Version, double Loss);

/// <summary>A run in a mode.</summary>
/// <param name="Rate">The rate of the optimiser.</param>
/// <param name="Mode">The mode.</param>
/// <param name="Points">The loss of each version.</param>
/// <param name="Events">What the server told.</param>
internal sealed record ModeRun(
    double Rate, Mode Mode, IReadOnlyList<ModePoint> Points, IReadOnlyList<TrainingEvent> Events)
{
    private StepFigures[] Steps => [.. Events.OfType<TrainingEvent.StepMeasured>().Select(step => step.Figures)];

    /// <summary>How long it took.</summary>
    public double Seconds => Points[^1].Seconds;

    /// <summary>The greatest staleness of a gradient that was applied.</summary>
    public double GreatestStaleness => Steps.Max(step => step.Staleness.Maximum);

    /// <summary>The examples whose gradients were dropped for good.</summary>
    public int Dropped => Events.OfType<TrainingEvent.GradientsDropped>().Sum(dropped => dropped.Examples);

    /// <summary>When the loss was this low for the first time; NaN where it never was.</summary>
    public double SecondsTo(double loss) =>
        Points.FirstOrDefault(point => point.Loss <= loss)?.Seconds ?? double.NaN;
}
