using NeuralOde.Actors.Reporting;

namespace NeuralOde.Cli.Bench.Clusters;

/// <summary>Where the time of the steps of a run went, in the middle over them; by the server's clock.</summary>
/// <param name="WallMs">From one version to the next.</param>
/// <param name="MakespanOverIdeal">From dealing the first unit to the last sum, by all workers being busy with the
/// same work all the time.</param>
/// <param name="OutsideSolving">The share of <paramref name="WallMs"/> in which the workers did not solve.</param>
/// <param name="ExamplesPerSecond">Examples by <paramref name="WallMs"/>.</param>
/// <param name="Units">The units that were answered.</param>
/// <param name="Idle">The share of a step in which a worker did not solve; the most of all workers.</param>
internal sealed record StepTimes(
    double WallMs, double MakespanOverIdeal, double OutsideSolving, double ExamplesPerSecond, double Units, double Idle)
{
    // The first steps learn what examples cost, and their code is still being compiled.
    private const int Learning = 3;

    /// <summary>The times of the steps of some runs, behind the first ones of each.</summary>
    public static StepTimes Of(params IReadOnlyList<StepFigures>[] runs)
    {
        StepFigures[] learned = [.. runs.SelectMany(steps => steps.Skip(Learning))];
        return new(
            Middle(WallMsOf),
            Middle(step => step.MakespanOverIdeal),
            Middle(step => 1 - step.Idle.Sum(idle => 1 - idle.Share) * step.ElapsedMs / step.Idle.Count / WallMsOf(step)),
            Middle(step => step.ExamplesPerSecond),
            Middle(step => step.Idle.Sum(idle => idle.Units)),
            Middle(step => step.Idle.Max(idle => idle.Share)));

        double Middle(Func<StepFigures, double> figure) => Timing.MedianOf(learned.Select(figure));
    }

    private static double WallMsOf(StepFigures step) => step.Examples * 1000 / step.ExamplesPerSecond;
}
