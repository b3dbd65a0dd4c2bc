using System.Diagnostics;
using System.Globalization;
using NeuralOde.Actors.Reporting;
using NeuralOde.Actors.Running;
using NeuralOde.Cli.Bench.Clusters;
using NeuralOde.Core.Values;

namespace NeuralOde.Cli.Bench.Modes;

/// <summary>The modes with a broker, a server and workers that are processes, over the time of a clock on the
/// wall.</summary>
/// <remarks>Each worker solves and then waits until its examples have taken their time, so that a machine of few cores
/// carries them all; the straggler waits longer.</remarks>
internal static class ModesOnProcesses
{
    private const double MsOfExample = 2;
    private const int Steps = 150;

    // The server tells the loss of each minibatch; the mean of so many is drawn.
    private const int Mean = 10;

    /// <summary>Trains in all modes at all rates.</summary>
    /// <param name="modes">The modes.</param>
    /// <param name="rates">The rates of Adam.</param>
    /// <param name="workers">How many workers there are; one of them is slow.</param>
    /// <returns>The runs in all modes at each rate.</returns>
    public static Result<ModeRun[][], Failure> Run(
        IReadOnlyList<Mode> modes, IReadOnlyList<double> rates, int workers) =>
        from problems in rates.Traverse(rate => modes.Traverse(mode => ModesProblem.Create(rate, [.. ChangesOf(mode)])))
        from runs in BenchCluster.Measure(cluster => TrainAsync(cluster, workers, modes, problems))
        select runs;

    private static async Task<Result<ModeRun[][], Failure>> TrainAsync(
        BenchCluster cluster,
        int workers,
        IReadOnlyList<Mode> modes,
        IReadOnlyList<IReadOnlyList<ModesProblem>> problems)
    {
        _ = cluster.AddWorker("--pace-ms", Text(MsOfExample * ModesProblem.Slowness));
        cluster.HaveWorkers(workers, "--pace-ms", Text(MsOfExample));
        await cluster.WarmUpAsync(problems[0][0].Setup, steps: 2).ConfigureAwait(false);
        var runs = new List<ModeRun[]>();
        foreach (var ofRate in problems)
        {
            var ofModes = new List<ModeRun>();
            foreach (var (problem, mode) in ofRate.Zip(modes))
            {
                ofModes.Add(await TrainAsync(cluster, problem, mode).ConfigureAwait(false));
            }

            runs.Add([.. ofModes]);
        }

        return runs.ToArray();
    }

    private static async Task<ModeRun> TrainAsync(BenchCluster cluster, ModesProblem problem, Mode mode)
    {
        var (events, points, losses) = (new List<TrainingEvent>(), new List<ModePoint>(), new List<double>());
        var beganAt = 0L;
        _ = await cluster.FollowAsync(problem.Setup, Hear, CancellationToken.None).ConfigureAwait(false);
        return new(problem.Rate, mode, points, events);

        void Hear(TrainingEvent happened)
        {
            events.Add(happened);
            if (happened is TrainingEvent.RunClaimed) beganAt = Stopwatch.GetTimestamp();
            if (happened is not TrainingEvent.StepMeasured(var step)) return;
            losses.Add(step.Loss);
            if (losses.Count < Mean) return;
            points.Add(new(
                problem.Rate, mode, Stopwatch.GetElapsedTime(beganAt).TotalSeconds, step.Version.Value,
                losses.TakeLast(Mean).Average()));
        }
    }

    private static IEnumerable<string> ChangesOf(Mode mode)
    {
        // What is held out is not measured in the run: all would wait for that.
        string[] run = [$"training.steps={Steps}", $"training.validateEvery={Steps}"];
        return run.Concat(mode switch
        {
            Mode.Synchronous => ["training.mode.kind=synchronous"],
            Mode.Quorum(var needed, var spare) =>
                ["training.mode.kind=quorum", $"training.mode.needed={needed}", $"training.mode.spare={spare}"],
            Mode.BoundedStaleness(var bound) => ["training.mode.kind=staleness", $"training.mode.bound={bound}"],
            Mode.Asynchronous => ["training.mode.kind=asynchronous"],
            _ => throw Unreachable.Case(mode),
        });
    }

    private static string Text(double ms) => ms.ToString(CultureInfo.InvariantCulture);
}
