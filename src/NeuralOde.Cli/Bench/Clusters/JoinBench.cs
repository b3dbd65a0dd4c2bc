using System.Text.Json.Nodes;
using NeuralOde.Actors.Reporting;
using NeuralOde.Core.Values;
using NeuralOde.Runtime.Logging;

namespace NeuralOde.Cli.Bench.Clusters;

/// <summary>How soon a worker that is started during a run works: from the start of its process to its first unit,
/// and in versions since it joined.</summary>
internal static class JoinBench
{
    private const int Examples = 16_384;
    private const int Steps = 1_000_000;

    public static Result<Measurement[], Failure> Run(BenchRequest request) => BenchCluster.Measure(cluster =>
    {
        cluster.HaveWorkers(1);
        return ClusterProblem.Oscillators(cluster.Folder, request.Batch ?? Examples, Steps).Match(
            problem => MeasureAsync(cluster, problem, request.Repeats),
            failure => Task.FromResult<Result<Measurement[], Failure>>(failure));
    });

    private static async Task<Result<Measurement[], Failure>> MeasureAsync(
        BenchCluster cluster, ClusterProblem problem, int repeats)
    {
        await cluster.WarmUpAsync(problem.Setup, steps: 1).ConfigureAwait(false);
        var joins = new List<Join>();
        while (joins.Count < repeats) joins.Add(await JoinAsync(cluster, problem).ConfigureAwait(false));
        var config = new JsonObject { ["examples"] = problem.Setup.Data.Training.Count, ["repeats"] = repeats };
        return new Measurement[]
        {
            new("join", Metric.MsToWaiting, Timing.MedianOf(joins.Select(join => join.WaitingMs)), config),
            new("join", Metric.MsToFirstUnit, Timing.MedianOf(joins.Select(join => join.FirstUnitMs)), config),
            new("join", Metric.VersionsWaited, joins.Max(join => join.VersionsWaited), config),
        };
    }

    /// <summary>A worker joins when the first version is reached, and goes when it has worked.</summary>
    private static async Task<Join> JoinAsync(BenchCluster cluster, ClusterProblem problem)
    {
        using var worked = new CancellationTokenSource();
        var joining = new JoiningWorker(cluster, worked);
        _ = await cluster.FollowAsync(problem.Setup, joining.Hear, worked.Token).ConfigureAwait(false);
        return await joining.EndAsync().ConfigureAwait(false);
    }

    /// <summary>A worker from its start to its first unit.</summary>
    private sealed class JoiningWorker(BenchCluster cluster, CancellationTokenSource worked)
    {
        private BenchNode? _node;
        private long _version;
        private long _joinedAt = long.MaxValue;
        private long _workedAt = long.MaxValue;

        public void Hear(TrainingEvent happened)
        {
            switch (happened)
            {
                case TrainingEvent.WorkerJoined joined when joined.Worker == _node?.Id:
                    _joinedAt = Math.Min(_joinedAt, _version);
                    break;
                case TrainingEvent.StepMeasured(var step):
                    _version = step.Version.Value;
                    _node ??= cluster.AddWorker();
                    if (!step.Idle.Any(idle => idle.Worker == _node.Id && idle.Units > 0)) break;
                    _workedAt = Math.Min(_workedAt, _version);
                    worked.Cancel();
                    break;
            }
        }

        public async Task<Join> EndAsync()
        {
            await cluster.RemoveAsync(_node!).ConfigureAwait(false);
            return new(
                MsTo(LogTemplates.NodeWaiting), MsTo(LogTemplates.FirstUnitBegun), _workedAt - 1 - _joinedAt);
        }

        // The log is whole when the process has ended.
        private double MsTo(string template) =>
            (_node!.Log.First(record => record.Template == template).At - _node.StartedAt).TotalMilliseconds;
    }

    /// <summary>How a worker joined.</summary>
    /// <param name="WaitingMs">From the start of its process until it asks the broker for runs.</param>
    /// <param name="FirstUnitMs">From the start of its process until it begins to solve.</param>
    /// <param name="VersionsWaited">The versions that were completed between its joining and its first unit.</param>
    private sealed record Join(double WaitingMs, double FirstUnitMs, long VersionsWaited);
}
