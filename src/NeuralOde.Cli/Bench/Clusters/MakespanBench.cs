using System.Text.Json.Nodes;
using NeuralOde.Core.Values;

namespace NeuralOde.Cli.Bench.Clusters;

/// <summary>How near real processes come to being busy all the time, where the costs of examples lie in the worst
/// order.</summary>
internal static class MakespanBench
{
    private const int Workers = 2;
    private const int Examples = 16_384;
    private const int Steps = 12;

    public static Result<Measurement[], Failure> Run(BenchRequest request) => BenchCluster.Measure(async cluster =>
    {
        var examples = request.Batch ?? Examples;
        var problem = ClusterProblem.Oscillators(cluster.Folder, examples, Steps);
        cluster.HaveWorkers(request.Workers ?? Workers);
        return await problem.Match(
            async found => Rows(StepTimes.Of(await Train(cluster, found).ConfigureAwait(false)), new()
            {
                ["workers"] = cluster.Workers,
                ["examples"] = examples,
                ["steps"] = Steps,
            }),
            failure => Task.FromResult<Result<Measurement[], Failure>>(failure)).ConfigureAwait(false);
    });

    private static async Task<IReadOnlyList<Actors.Reporting.StepFigures>> Train(
        BenchCluster cluster, ClusterProblem problem)
    {
        await cluster.WarmUpAsync(problem.Setup, steps: 2).ConfigureAwait(false);
        return await cluster.TrainAsync(problem.Setup).ConfigureAwait(false);
    }

    private static Result<Measurement[], Failure> Rows(StepTimes times, JsonObject config) => new Measurement[]
    {
        new("makespan", Metric.MakespanOverIdeal, times.MakespanOverIdeal, config),
        new("makespan", Metric.IdleShare, times.Idle, config),
        new("makespan", Metric.UnitsOfStep, times.Units, config),
        new("makespan", Metric.Seconds, times.WallMs / 1000, config),
    };
}
