using System.Collections.Concurrent;
using NeuralOde.Actors.Reporting;
using NeuralOde.Actors.Running;
using NeuralOde.Cluster.Tests.Brokers;
using NeuralOde.Cluster.Tests.Hosting;
using NeuralOde.Runtime.Experiments;
using Xunit;
using Xunit.Abstractions;

namespace NeuralOde.Cluster.Tests.Faults;

/// <summary>Whatever happens to processes, broker, letters and disks: a run ends with the bits of one process.</summary>
/// <param name="broker">The broker.</param>
/// <param name="output">Where it is said what was told of the run.</param>
[Trait("Category", "Faults")]
public abstract class FaultSuite(Broker broker, ITestOutputHelper output)
{
    /// <summary>Longer than the two heartbeats of 2 s after which a silent peer is taken for gone.</summary>
    protected static readonly TimeSpan PastHeartbeat = TimeSpan.FromSeconds(7);

    private static readonly ConcurrentDictionary<int, Lazy<Progress>> Undisturbed = new();

    /// <summary>The broker.</summary>
    protected Broker Broker => broker;

    /// <summary>The steps of a run: so many that it goes on while it is disturbed.</summary>
    protected virtual int Steps => 600;

    /// <summary>A run with nobody to work for it yet.</summary>
    /// <param name="changes">Settings that change no bit.</param>
    protected ClusterRun Begin(params string[] changes) => new(broker, Setup(changes));

    /// <summary>Starts a server s and workers a and b, disturbs them, and looks at the end.</summary>
    /// <returns>What the servers told.</returns>
    protected async Task<IReadOnlyList<TrainingEvent>> Survives(Func<ClusterRun, Task> disturb, params string[] changes)
    {
        await using var run = Begin(changes);
        await run.StartServer();
        await run.StartWorker("a");
        await run.StartWorker("b");
        await disturb(run);
        Assert.False(run.Outcome.IsCompleted, "the run ended before it was disturbed: it has too few steps");
        await EndsWell(run);
        return run.Events;
    }

    /// <summary>Says something beside what was told of runs.</summary>
    protected void Say(string line) => output.WriteLine(line);

    /// <summary>Waits for the end of a run, and looks at it.</summary>
    protected async Task EndsWell(ClusterRun run)
    {
        try
        {
            var outcome = await run.Outcome;

            Assert.Equal(new Ending.Finished(), outcome.Ending);
            Assert.Equal(
                Undisturbed.GetOrAdd(Steps, _ => new(() => SmallExperiment.Undisturbed(Setup()))).Value,
                outcome.Progress);
        }
        catch (Exception)
        {
            output.WriteLine(run.Tails());
            throw;
        }
        finally
        {
            output.WriteLine(string.Join('\n', run.Events.Where(IsRemarkable)));
            output.WriteLine($"{run.Id} came to version {run.Version}");
        }
    }

    private ExperimentSetup Setup(params string[] changes) =>
        SmallExperiment.Setup([$"training.steps={Steps}", .. changes]);

    private static bool IsRemarkable(TrainingEvent happened) => happened
        is not (TrainingEvent.StepMeasured or TrainingEvent.Validated or TrainingEvent.CheckpointSaved);
}
