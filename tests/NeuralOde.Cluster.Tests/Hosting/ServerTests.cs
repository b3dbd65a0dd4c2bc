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
        var longer = SmallExperiment.Setup("training.steps=400");
        await using var run = new ClusterRun(broker, longer);
        await run.StartServer("s1");
        await run.StartWorker("a");
        await run.Reached(1);
        await run.StartServer("s2");
        await run.Kept("s2", server: 0);
        var reached = run.Version;
        var exitCode = await run.End("s1", signal);
        var outcome = await run.Outcome;

        Assert.Equal(signal == "TERM" ? 0 : 137, exitCode);
        Assert.Equal(new Ending.Finished(), outcome.Ending);
        Assert.Equal(SmallExperiment.Undisturbed(longer), outcome.Progress);

        // Who is told to go loses no step; who is killed loses those since the last copy of a checkpoint.
        var least = signal == "TERM" ? reached : 4;
        var claims = run.Events.OfType<TrainingEvent.RunClaimed>().ToArray();
        Assert.True(
            claims is [var first, _, ..]
                && claims[1..].All(claim => claim.Fence.Value > first.Fence.Value && claim.Version.Value >= least),
            $"{reached} versions were reached, and then: {string.Join(", ", claims.AsEnumerable())}");
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
