using System.Text.Json.Nodes;
using NeuralOde.Actors.Reporting;
using NeuralOde.Core.Values;

namespace NeuralOde.Cli.Bench.Clusters;

/// <summary>What worker processes bring, server and broker included, and how much of a step is not spent on solving.</summary>
internal static class SpeedBench
{
    private const int Workers = 2;
    private const int MlpParameters = 33_000;
    private const int MlpExamples = 8192;
    private const int LeastExamples = 32, MostExamples = 32_768;
    private const int MicroBatches = 128, LargestMicroBatch = 64;
    private const int Turns = 5;

    // In the first ten or so steps of a training several workers are slower than later, and one is not.
    private const int Steps = 11, StepsOfMlp = 41;

    // Workers as many as cores leave none for the compiler: until it has seen all, they would seem slower than one.
    private const int WarmUp = 2, WarmUpOfMlp = 60;

    private static readonly int[] Parameters = [1_000, MlpParameters, 250_000, 1_000_000];

    /// <summary>One worker and several are clusters of their own, each with its broker: so both are warm, and train in
    /// turns.</summary>
    public static Result<Measurement[], Failure> Run(BenchRequest request) => BenchCluster.Measure(
        lone => BenchCluster.MeasureAsync(cluster => MeasureAsync(lone, cluster, request)));

    /// <summary>A net with so many parameters, and examples that keep one worker busy for as long as those of mlp do.</summary>
    private static Result<ClusterProblem, Failure> Problem(string folder, int parameters, int? examples)
    {
        var work = Math.Clamp(
            (int)((double)(examples ?? MlpExamples) * MlpParameters / parameters), LeastExamples, MostExamples);
        return ClusterProblem.Net(
            folder,
            ClusterProblem.HiddenFor(parameters),
            new(
                work,
                Math.Clamp(work / MicroBatches, 1, LargestMicroBatch),
                parameters == MlpParameters ? StepsOfMlp : Steps));
    }

    private static async Task<Result<Measurement[], Failure>> MeasureAsync(
        BenchCluster lone, BenchCluster cluster, BenchRequest request)
    {
        var problems =
            from alone in Problem(lone.Folder, MlpParameters, request.Batch)
            from all in Parameters.Traverse(parameters => Problem(cluster.Folder, parameters, request.Batch))
            select (Alone: alone, All: all);
        return await problems.Match(
            async found =>
            {
                lone.HaveWorkers(1);
                cluster.HaveWorkers(request.Workers ?? Workers);
                return await MeasureAsync((lone, found.Alone), cluster, found.All).ConfigureAwait(false);
            },
            failure => Task.FromResult<Result<Measurement[], Failure>>(failure)).ConfigureAwait(false);
    }

    private static async Task<Result<Measurement[], Failure>> MeasureAsync(
        (BenchCluster Cluster, ClusterProblem Problem) lone, BenchCluster cluster, IReadOnlyList<ClusterProblem> problems)
    {
        var (mlp, workers) = (problems[Array.IndexOf(Parameters, MlpParameters)], cluster.Workers);
        var (one, all) = await InTurnsAsync(lone, (cluster, mlp)).ConfigureAwait(false);
        var times = new List<StepTimes>();
        foreach (var problem in problems)
        {
            times.Add(problem == mlp ? StepTimes.Of(all) : await TimesAsync(cluster, problem).ConfigureAwait(false));
        }

        var speedup = Timing.MedianOf(one.Zip(
            all, (slow, fast) => StepTimes.Of(fast).ExamplesPerSecond / StepTimes.Of(slow).ExamplesPerSecond));
        var bound = await BoundAsync(mlp, workers).ConfigureAwait(false);
        return bound.Map(independent => (Measurement[])
        [
            .. Rows(mlp, 1, StepTimes.Of(one)),
            .. problems.Zip(times).SelectMany(pair => Rows(pair.First, workers, pair.Second)),
            new("cluster", Metric.Speedup, speedup, Config(mlp, workers, "cluster")),
            new("cluster", Metric.Speedup, independent, Config(mlp, workers, "independent")),
        ]);
    }

    // What slows the machine down for a while slows down both.
    private static async Task<(IReadOnlyList<StepFigures>[] One, IReadOnlyList<StepFigures>[] All)> InTurnsAsync(
        (BenchCluster Cluster, ClusterProblem Problem) lone, (BenchCluster Cluster, ClusterProblem Problem) many)
    {
        var (one, all) = (new IReadOnlyList<StepFigures>[Turns], new IReadOnlyList<StepFigures>[Turns]);
        await lone.Cluster.WarmUpAsync(lone.Problem.Setup, WarmUpOfMlp).ConfigureAwait(false);
        await many.Cluster.WarmUpAsync(many.Problem.Setup, WarmUpOfMlp).ConfigureAwait(false);
        for (var turn = 0; turn < Turns; turn++)
        {
            one[turn] = await lone.Cluster.TrainAsync(lone.Problem.Setup).ConfigureAwait(false);
            all[turn] = await many.Cluster.TrainAsync(many.Problem.Setup).ConfigureAwait(false);
        }

        return (one, all);
    }

    private static async Task<StepTimes> TimesAsync(BenchCluster cluster, ClusterProblem problem)
    {
        await cluster.WarmUpAsync(problem.Setup, WarmUp).ConfigureAwait(false);
        return StepTimes.Of(await cluster.TrainAsync(problem.Setup).ConfigureAwait(false));
    }

    /// <summary>What the machine gives to processes that have nothing to do with one another: no cluster can be above it.
    /// Measured beside the cluster, whose nodes wait meanwhile.</summary>
    private static async Task<Result<double, Failure>> BoundAsync(ClusterProblem problem, int processes)
    {
        var one = await IndependentTrainings.ExamplesPerSecondAsync(problem, WarmUpOfMlp, 1).ConfigureAwait(false);
        var all = await IndependentTrainings.ExamplesPerSecondAsync(problem, WarmUpOfMlp, processes).ConfigureAwait(false);
        return
            from alone in one
            from together in all
            select together / alone;
    }

    private static Measurement[] Rows(ClusterProblem problem, int workers, StepTimes times)
    {
        var config = Config(problem, workers, "cluster");
        return
        [
            new("cluster", Metric.ExamplesPerSecond, times.ExamplesPerSecond, config),
            new("cluster", Metric.StepMs, times.WallMs, config),
            new("cluster", Metric.OutsideSolving, times.OutsideSolving, config),
            new("cluster", Metric.MakespanOverIdeal, times.MakespanOverIdeal, config),
            new("cluster", Metric.UnitsOfStep, times.Units, config),
        ];
    }

    private static JsonObject Config(ClusterProblem problem, int workers, string processes) => new()
    {
        ["workers"] = workers,
        ["parameters"] = problem.Setup.Model.Layout.Total,
        ["examples"] = problem.Setup.Data.Training.Count,
        ["processes"] = processes,
    };
}
