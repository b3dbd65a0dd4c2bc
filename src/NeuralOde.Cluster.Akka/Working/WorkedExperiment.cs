using NeuralOde.Core.Values;
using NeuralOde.Runtime.Experiments;
using NeuralOde.Runtime.Hosting;
using NeuralOde.Runtime.Logging;
using Serilog;

namespace NeuralOde.Cluster.Akka.Working;

/// <summary>The part of a worker node in the run of its cluster.</summary>
/// <param name="seat">What the node brings.</param>
/// <param name="log">Where it writes what happens to it.</param>
internal sealed class WorkedExperiment(WorkerSeat seat, ILogger log)
{
    /// <summary>Who the worker is, and how it takes part in a run.</summary>
    public WorkerRole Role => new(seat.Id.Name, (run, description) => OpenRun.Of(run, description).Map(Job));

    private WorkerJob Job(OpenRun run)
    {
        log.Information(LogTemplates.RunTaken, run.Id.Name, "worker");
        return seat.JobIn(run) with
        {
            Complain = (theirs, ours) => log.Error(LogTemplates.WorkerNotWanted, $"{ours}", $"{theirs}"),
        };
    }
}
