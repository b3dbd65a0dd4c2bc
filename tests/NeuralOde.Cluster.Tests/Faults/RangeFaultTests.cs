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
        "data.examples=40", "training.clipNorm=0.01", "training.steps=40",
    ];

    private static readonly ExperimentSetup Setup = SmallExperiment.Setup(Changes);
    private static readonly Lazy<Progress> Undisturbed = new(() => SmallExperiment.Undisturbed(Setup));

    [BrokerFact]
    public Task Two_servers_and_two_workers_end_with_the_bits_of_one_process() => Survives(_ => Task.CompletedTask);

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
        var claims = told.OfType<TrainingEvent.RunClaimed>().ToArray();
        Assert.True(claims.Length > 1);
        Assert.InRange(claims[1].Version.Value, 1, 40);
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

    private async Task<IReadOnlyList<TrainingEvent>> Survives(Func<ClusterRun, Task> disturb, params string[] standbys)
    {
        await using var run = new ClusterRun(broker, Setup, servers: 2);
        foreach (var server in (string[])["s", "t", .. standbys]) await run.StartServer(server);
        await run.StartWorker("a");
        await run.StartWorker("b");
        try
        {
            await disturb(run);
            var outcome = await run.Outcome;

            Assert.Equal(new Ending.Finished(), outcome.Ending);
            Assert.Equal(Undisturbed.Value, outcome.Progress);
            return run.Events;
        }
        finally
        {
            output.WriteLine(string.Join('\n', run.Events.Where(happened => happened is not TrainingEvent.StepMeasured)));
            output.WriteLine($"{run.Id} came to version {run.Version}");
        }
    }

    private static string HolderOf(ClusterRun run, params string[] servers) => servers.First(server =>
        Directory.Exists(run.FolderOf(server)) && run.Log(server).Any(line => line.Contains("Holding range", StringComparison.Ordinal)));
}
