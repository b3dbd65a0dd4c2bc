using NeuralOde.Actors.Reporting;
using NeuralOde.Actors.Running;
using NeuralOde.Cluster.Tests.Brokers;
using NeuralOde.Runtime.Experiments;
using Xunit;

namespace NeuralOde.Cluster.Tests.Hosting;

[Collection(BrokerTests.Name)]
public sealed class ServerTests(Broker broker)
{
    private static readonly ExperimentSetup Setup = SmallExperiment.Setup();
    private static readonly Progress Undisturbed = SmallExperiment.Undisturbed(Setup);

    [BrokerTheory, InlineData("KILL"), InlineData("TERM")]
    public async Task A_standby_with_another_disk_goes_on_where_the_leader_ended(string signal)
    {
        await using var run = new ClusterRun(broker, Setup);
        await run.StartServer("s1");
        await run.StartWorker("a");
        await run.Reached(1);
        await run.StartServer("s2");
        await run.Reached(16);
        var exitCode = await run.End("s1", signal);
        var outcome = await run.Outcome;

        Assert.Equal(signal == "TERM" ? 0 : 137, exitCode);
        Assert.Equal(new Ending.Finished(), outcome.Ending);
        Assert.Equal(Undisturbed, outcome.Progress);
        Assert.True(
            run.Events.OfType<TrainingEvent.RunClaimed>().Select(claimed => claimed.Fence.Value).ToArray()
                is [var first, .. var later] && later.All(fence => fence > first));
    }

    [BrokerFact]
    public async Task Two_runs_on_one_broker_do_not_mix()
    {
        var other = SmallExperiment.Setup("seed=5", "training.steps=30");
        await using var first = new ClusterRun(broker, Setup);
        await using var second = new ClusterRun(broker, other);
        await first.StartServer();
        await first.StartWorker("a");
        await second.StartServer();
        await second.StartWorker("b");

        var outcomes = await Task.WhenAll(first.Outcome, second.Outcome);

        Assert.Equal(Undisturbed, outcomes[0].Progress);
        Assert.Equal(SmallExperiment.Undisturbed(other), outcomes[1].Progress);
    }

    [BrokerFact]
    public async Task A_run_whose_server_dies_right_behind_the_result_is_taken_up_by_no_later_one()
    {
        await using var over = new ClusterRun(broker, Setup);
        await over.StartServer();
        await over.StartWorker("a");
        _ = await over.Outcome;
        await over.KillServer();
        await using var next = new ClusterRun(broker, Setup);
        await next.StartServer();
        await next.StartWorker("b");
        _ = await next.Outcome;

        Assert.Contains(next.Log("s"), line => line.Contains($"Taking part in run \\\"{next.Id.Name}", StringComparison.Ordinal));
        Assert.DoesNotContain(
            next.Log("s"), line => line.Contains($"Taking part in run \\\"{over.Id.Name}", StringComparison.Ordinal));
    }
}
