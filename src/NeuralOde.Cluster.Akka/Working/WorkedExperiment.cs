using NeuralOde.Core.Values;
using NeuralOde.Runtime.Experiments;
using NeuralOde.Runtime.Hosting;
using NeuralOde.Runtime.Logging;
using Serilog;

namespace NeuralOde.Cluster.Akka.Working;

/// <summary>Puts together what a node solves for, from what the server says of the run and the data that is
/// here.</summary>
/// <param name="name">The worker's name.</param>
/// <param name="dataRoot">The one folder of which data files are read.</param>
/// <param name="threads">The solves at the same time.</param>
/// <param name="log">Where the node writes what happens to it.</param>
internal sealed class WorkedExperiment(string name, string dataRoot, int threads, ILogger log)
{
    /// <summary>Who the worker is, and how it takes part in a run.</summary>
    public WorkerRole Role => new(name, (run, description) => OpenRun.Of(run, description).Map(Job));

    private WorkerJob Job(OpenRun run)
    {
        log.Information(LogTemplates.RunTaken, run.Id.Name, "worker");
        var worker = ExperimentWorker.Of(run.Outline);
        var identity = ProgramProbe.Identity;
        return new()
        {
            Start = new()
            {
                Run = run.Id,
                Self = new(new(name), new(TimeProvider.System.GetUtcNow().UtcTicks)),
                Skills = new(identity.Build, identity.Probe, [], threads),
            },
            Solver = worker.Solver,
            Shards = new ShardStore(run.Description, worker, () => Local(run)),
            Slots = new(threads),
            Complain = (theirs, ours) => log.Error(LogTemplates.WorkerNotWanted, $"{ours}", $"{theirs}"),
        };
    }

    private IReadOnlyList<ShardExamples<double>>? Local(OpenRun run) => new DataRoot(dataRoot)
        .Load(run.Outline.Experiment)
        .Match<IReadOnlyList<ShardExamples<double>>?>(
            data => ShardExamples<double>.Cut(data, run.Outline.Plan), _ => null);
}
