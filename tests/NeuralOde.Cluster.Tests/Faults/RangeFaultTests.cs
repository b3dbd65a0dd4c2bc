using System.Collections.Concurrent;
using NeuralOde.Actors.Reporting;
using NeuralOde.Actors.Running;
using NeuralOde.Cluster.Tests.Brokers;
using NeuralOde.Cluster.Tests.Hosting;
using NeuralOde.Runtime.Experiments;
using Xunit;
using Xunit.Abstractions;

namespace NeuralOde.Cluster.Tests.Faults;

/// <summary>Servers that share the parameters: the run ends with the bits of one process.</summary>
[Collection(BrokerTests.Name), Trait("Category", "Faults")]
public sealed class RangeFaultTests(Broker broker, ITestOutputHelper output)
{
    // 66,817 parameters, more than the 65,536 of a block, and gradients that are shortened.
    private static readonly string[] Changes =
    [
        "model.0.field.hidden=[256,256]", "model.0.relativeTolerance=1e-3", "model.0.absoluteTolerance=1e-3",
        "data.examples=40", "training.clipNorm=0.01",
    ];

    private static readonly ConcurrentDictionary<int, Lazy<Progress>> Undisturbed = new();

    [BrokerFact]
    public async Task A_range_server_that_is_told_to_go_leaves_what_it_has_to_servers_that_came_late()
    {
        var exitCode = -1;
        var told = await Survives(
            new Shared(Steps: 120, "training.checkpoint.every=1000"),
            async run =>
            {
                await run.Reached(8);
                var holder = HolderOf(run, "s", "t");
                exitCode = await run.End(holder, "TERM");

                // No further checkpoint is due: the late one gets copies because it asks for them.
                await run.StartServer(holder);
                await run.Told(happened => happened is TrainingEvent.RunClaimed { Version.Value: >= 8 });
                await run.Reached(Claims(run.Events)[^1].Version.Value + 2);
                await run.StartServer("u");
                await Task.WhenAll(run.Kept("u", server: 0), run.Kept("u", server: 1));
                _ = await run.End(HolderOf(run, "s", "t"), "KILL");
            });

        Assert.Equal(0, exitCode);
        Assert.InRange(Claims(told)[1].Version.Value, 8, 120);
        Assert.All(Claims(told)[1..], claim => Assert.Equal(Claims(told)[1].Version, claim.Version));
    }

    [BrokerFact]
    public Task The_broker_loses_its_disk() => Survives(async run =>
    {
        await run.Reached(10);
        await broker.KillAndStart(wiped: true);
    });

    [BrokerFact]
    public async Task A_range_server_is_killed_and_started_again()
    {
        var told = await Survives(async run =>
        {
            await run.Reached(10);
            var holder = HolderOf(run, "s", "t");
            _ = await run.End(holder, "KILL");
            await run.StartServer(holder);
        });

        // The one that leads went back to what was safe at both, under a fence of its own.
        Assert.InRange(Claims(told)[1].Version.Value, 1, 40);
    }

    [BrokerFact]
    public async Task A_late_server_that_has_no_checkpoints_leaves_a_range_to_who_held_it()
    {
        var told = await Survives(async run =>
        {
            await run.Reached(10);
            var holder = HolderOf(run, "s", "t");
            _ = await run.End(holder, "KILL");
            await run.StartServer("u");
            await run.Logged("u", "Leaving server 1");
            await run.StartServer(holder);
        });

        Assert.All(Claims(told)[1..], claim => Assert.InRange(claim.Version.Value, 4, 40));
    }

    [BrokerFact]
    public Task A_range_server_is_killed_while_another_stands_by() => Survives(
        async run =>
        {
            await run.Reached(10);
            _ = await run.End(HolderOf(run, "s", "t", "u"), "KILL");
        },
        "u");

    [BrokerFact]
    public Task The_leading_server_is_killed_and_started_again() => Survives(async run =>
    {
        await run.Reached(10);
        var leader = HolderOf(run, "s", "t") == "s" ? "t" : "s";
        _ = await run.End(leader, "KILL");
        await run.StartServer(leader);
    });

    private Task<IReadOnlyList<TrainingEvent>> Survives(Func<ClusterRun, Task> disturb, params string[] standbys) =>
        Survives(new Shared(Steps: 40), disturb, standbys);

    private async Task<IReadOnlyList<TrainingEvent>> Survives(
        Shared shared, Func<ClusterRun, Task> disturb, params string[] standbys)
    {
        await using var run = new ClusterRun(broker, shared.Setup, servers: 2);
        foreach (var server in (string[])["s", "t", .. standbys]) await run.StartServer(server);
        await run.StartWorker("a");
        await run.StartWorker("b");
        try
        {
            await disturb(run);
            var outcome = await run.Outcome;

            Assert.Equal(new Ending.Finished(), outcome.Ending);
            Assert.Equal(
                Undisturbed.GetOrAdd(shared.Steps, _ => new(() => SmallExperiment.Undisturbed(shared.Setup))).Value,
                outcome.Progress);
            return run.Events;
        }
        finally
        {
            output.WriteLine(string.Join('\n', run.Events.Where(happened => happened is not TrainingEvent.StepMeasured)));
            output.WriteLine($"{run.Id} came to version {run.Version}");
        }
    }

    private static TrainingEvent.RunClaimed[] Claims(IEnumerable<TrainingEvent> told) =>
        [.. told.OfType<TrainingEvent.RunClaimed>()];

    // Servers that begin again may have changed places.
    private static string HolderOf(ClusterRun run, params string[] servers) => servers.First(server => run.Log(server)
        .LastOrDefault(line => line.Contains("Holding range", StringComparison.Ordinal)
            || line.Contains("Claimed the run", StringComparison.Ordinal))
        ?.Contains("Holding range", StringComparison.Ordinal) == true);

    private sealed record Shared(int Steps, params string[] More)
    {
        public ExperimentSetup Setup { get; } = SmallExperiment.Setup([.. Changes, $"training.steps={Steps}", .. More]);
    }
}
