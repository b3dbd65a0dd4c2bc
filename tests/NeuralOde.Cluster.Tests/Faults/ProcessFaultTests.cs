using NeuralOde.Actors.Reporting;
using NeuralOde.Cluster.Tests.Brokers;
using NeuralOde.Cluster.Tests.Hosting;
using Xunit;
using Xunit.Abstractions;

namespace NeuralOde.Cluster.Tests.Faults;

[Collection(FaultTests.Name)]
public sealed class ProcessFaultTests(Broker broker, ITestOutputHelper output) : FaultSuite(broker, output)
{
    [BrokerFact]
    public async Task A_worker_sleeps_past_its_heartbeat_and_wakes()
    {
        var told = await Survives(async run =>
        {
            await run.Reached(8);
            run.Pause("a");

            // A quick machine comes near the end before the broker gives the worker up.
            await Task.WhenAny(run.Told(happened => happened is TrainingEvent.WorkerLost), run.Reached(180));
            run.Wake("a");
        });

        Assert.Contains(told, happened => happened is TrainingEvent.WorkerLost or TrainingEvent.UnitOverdue);
    }

    [BrokerFact]
    public async Task A_worker_that_is_told_to_go_gives_back_what_it_has_in_hand()
    {
        var exitCode = -1;

        var told = await Survives(async run =>
        {
            await run.Reached(10);
            exitCode = await run.End("a", "TERM");
            await run.Told(happened => happened is TrainingEvent.WorkerLost);
        });

        Assert.Equal(0, exitCode);
        Assert.Single(told.OfType<TrainingEvent.WorkerLost>());
    }

    [BrokerFact]
    public async Task A_server_is_killed_while_another_stands_by()
    {
        var told = await Survives(async run =>
        {
            await Claimed(run, 1);
            await run.StartServer("t");
            await run.Reached(10);
            _ = await run.End("s", "KILL");
        });

        Assert.True(Fences(told) is [1, > 1, ..]);
    }

    [BrokerFact]
    public async Task A_server_sleeps_past_its_heartbeat_and_wakes_beside_its_successor()
    {
        var told = await Survives(async run =>
        {
            await Claimed(run, 1);
            await run.StartServer("t");
            await run.Reached(10);
            run.Pause("s");
            await Claimed(run, 2);
            run.Wake("s");
        });

        Assert.True(Fences(told) is [1, > 1, ..]);
    }

    [BrokerFact]
    public async Task A_server_is_killed_before_its_first_checkpoint()
    {
        var told = await Survives(
            async run =>
            {
                await run.Reached(6);
                _ = await run.End("s", "KILL");
                await run.StartServer("s");
            },
            "training.checkpoint.every=1000");

        Assert.All(told.OfType<TrainingEvent.RunClaimed>(), claim => Assert.Equal(0, claim.Version.Value));
    }

    private static Task Claimed(ClusterRun run, long fence) =>
        run.Told(happened => happened is TrainingEvent.RunClaimed claim && claim.Fence.Value >= fence);

    private static long[] Fences(IEnumerable<TrainingEvent> told) =>
        [.. told.OfType<TrainingEvent.RunClaimed>().Select(claim => claim.Fence.Value)];
}
