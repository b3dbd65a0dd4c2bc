using NeuralOde.Actors.Running;
using NeuralOde.Cluster.Tests.Brokers;
using Xunit;
using Xunit.Abstractions;

namespace NeuralOde.Cluster.Tests.Hosting;

[Collection(BrokerTests.Name)]
public sealed class ShardTests(Broker broker, ITestOutputHelper output)
{
    private const int Shards = 6;

    [BrokerFact]
    public async Task Workers_without_the_data_get_few_shards_from_the_server_and_keep_the_bits()
    {
        var folder = Directory.CreateTempSubdirectory("neuralode-data-").FullName;
        var rows = Enumerable.Range(0, 96).Select(row => FormattableString.Invariant($"{row / 48.0 - 1},{row * 0.01}"));
        File.WriteAllLines(Path.Combine(folder, "rows.csv"), ["x,y", .. rows]);
        var setup = SmallExperiment.Setup(
            [folder],
            """data={"kind":"table","file":"rows.csv","target":"y"}""", "training.validateEvery=0",
            $"training.shards={Shards}", "training.steps=3");
        await using var run = new ClusterRun(broker, setup);
        File.Copy(Path.Combine(folder, "rows.csv"), Path.Combine(run.ServerData, "rows.csv"));

        await run.StartServer();
        await run.StartWorker("a");
        await run.StartWorker("b");
        var outcome = await run.Outcome;

        var sent = run.Log("s").Count(line => line.Contains("Sent shard", StringComparison.Ordinal));
        output.WriteLine($"{sent} shards were sent for {Shards} over 3 steps");
        Assert.Equal(new Ending.Finished(), outcome.Ending);
        Assert.Equal(SmallExperiment.Undisturbed(setup), outcome.Progress);
        Assert.InRange(sent, Shards, (int)(2.5 * Shards));
    }
}
