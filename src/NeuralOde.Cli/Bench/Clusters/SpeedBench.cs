using System.Text.Json.Nodes;
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
    private const int Steps = 11;

    // Workers as many as cores leave none for the compiler: until it has seen all, they would seem slower than one.
    private const int WarmUp = 2, WarmUpOfMlp = 60;

    private static readonly int[] Parameters = [1_000, MlpParameters, 250_000, 1_000_000];

    public static Result<Measurement[], Failure> Run(BenchRequest request) => BenchCluster.Measure(async cluster =>
    {
        var most = request.Workers ?? Workers;
        var problems = Parameters.Traverse(parameters => Problem(cluster.Folder, parameters, request.Batch));
        return await problems.Match(
            async found => await MeasureAsync(cluster, found, most).ConfigureAwait(false),
            failure => Task.FromResult<Result<Measurement[], Failure>>(failure)).ConfigureAwait(false);
    });

    /// <summary>A net with so many parameters, and examples that keep one worker busy for as long as those of mlp do.</summary>
    private static Result<ClusterProblem, Failure> Problem(string folder, int parameters, int? examples)
    {
        var work = Math.Clamp(
            (int)((double)(examples ?? MlpExamples) * MlpParameters / parameters), LeastExamples, MostExamples);
        return ClusterProblem.Net(
            folder,
            ClusterProblem.HiddenFor(parameters),
            new(work, Math.Clamp(work / MicroBatches, 1, LargestMicroBatch), Steps));
    }

    private static async Task<Result<Measurement[], Failure>> MeasureAsync(
        BenchCluster cluster, IReadOnlyList<ClusterProblem> problems, int workers)
    {
        var mlp = problems[Array.IndexOf(Parameters, MlpParameters)];
        cluster.HaveWorkers(1);
        var one = await TimesAsync(cluster, mlp, WarmUpOfMlp).ConfigureAwait(false);
        cluster.HaveWorkers(workers);
        var all = new List<StepTimes>();
        foreach (var problem in problems)
        {
            all.Add(await TimesAsync(cluster, problem, problem == mlp ? WarmUpOfMlp : WarmUp).ConfigureAwait(false));
        }

        var speedup = all[Array.IndexOf(Parameters, MlpParameters)].ExamplesPerSecond / one.ExamplesPerSecond;
        var bound = await BoundAsync(mlp, workers).ConfigureAwait(false);
        return bound.Map(independent => (Measurement[])
        [
            .. Rows(mlp, 1, one),
            .. problems.Zip(all).SelectMany(pair => Rows(pair.First, workers, pair.Second)),
            new("cluster", Metric.Speedup, speedup, Config(mlp, workers, "cluster")),
            new("cluster", Metric.Speedup, independent, Config(mlp, workers, "independent")),
        ]);
    }

    private static async Task<StepTimes> TimesAsync(BenchCluster cluster, ClusterProblem problem, int warmUp)
    {
        await cluster.WarmUpAsync(problem.Setup, warmUp).ConfigureAwait(false);
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
