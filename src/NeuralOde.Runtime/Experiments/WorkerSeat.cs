using NeuralOde.Actors;
using NeuralOde.Runtime.Hosting;

namespace NeuralOde.Runtime.Experiments;

/// <summary>What a worker node brings to every run that it takes part in.</summary>
/// <param name="Id">The worker.</param>
/// <param name="DataRoot">The one folder of which data files are read.</param>
/// <param name="Threads">The solves at the same time; at least 1.</param>
/// <param name="Slots">A place for each of them, for all runs of the node.</param>
public sealed record WorkerSeat(WorkerId Id, string DataRoot, int Threads, SemaphoreSlim Slots)
{
    /// <summary>What the worker does in a run, put together from what the server says of it and the data that is
    /// here.</summary>
    public WorkerJob JobIn(OpenRun run)
    {
        var worker = ExperimentWorker.Of(run.Outline);
        var identity = ProgramProbe.Identity;
        return new()
        {
            Start = new()
            {
                Run = run.Id,
                Self = new(Id, new(TimeProvider.System.GetUtcNow().UtcTicks)),
                Skills = new(identity.Build, identity.Probe, [], Threads),
                Ranges = run.Outline.Plan.Ranges,
            },
            Solver = worker.Solver,
            Shards = new ShardStore(run.Description, worker, () => Local(run)),
            Slots = Slots,
        };
    }

    private IReadOnlyList<ShardExamples<double>>? Local(OpenRun run) => new DataRoot(DataRoot)
        .Load(run.Outline.Experiment)
        .Match<IReadOnlyList<ShardExamples<double>>?>(
            data => ShardExamples<double>.Cut(data, run.Outline.Plan), _ => null);
}
