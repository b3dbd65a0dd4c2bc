using NeuralOde.Actors.Reporting;
using NeuralOde.Actors.Running;
using NeuralOde.Cluster.Tests.Brokers;
using Xunit;

namespace NeuralOde.Cluster.Tests.Hosting;

[Collection(BrokerTests.Name)]
public sealed class JoinTests(Broker broker)
{
    [BrokerFact]
    public async Task A_worker_that_joins_works_before_the_next_version()
    {
        var setup = SmallExperiment.Setup("training.steps=200");
        await using var run = new ClusterRun(broker, setup);
        await run.StartServer();
        await run.StartWorker("a");
        await run.Reached(3);

        // While the first one sleeps no version is completed but by the work of the other one.
        run.Pause("a");
        await run.StartWorker("b");
        await run.Told(happened => happened is TrainingEvent.WorkerJoined joined && IsB(joined.Worker.Name));
        await run.Told(happened => happened is TrainingEvent.StepMeasured(var step) && UnitsOfB(step) > 0);
        run.Wake("a");
        var outcome = await run.Outcome;

        var next = run.Events
            .SkipWhile(happened => happened is not TrainingEvent.WorkerJoined joined || !IsB(joined.Worker.Name))
            .OfType<TrainingEvent.StepMeasured>().First();
        Assert.True(UnitsOfB(next.Figures) > 0, $"it did nothing for version {next.Figures.Version}");
        Assert.Equal(new Ending.Finished(), outcome.Ending);
        Assert.Equal(SmallExperiment.Undisturbed(setup), outcome.Progress);
    }

    private static int UnitsOfB(StepFigures step) =>
        step.Idle.Where(idle => IsB(idle.Worker.Name)).Sum(idle => idle.Units);

    private static bool IsB(string worker) => worker.StartsWith("b-", StringComparison.Ordinal);
}
