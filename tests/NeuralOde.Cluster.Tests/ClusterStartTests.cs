using NeuralOde.Cluster.Tests.Brokers;
using Xunit;

namespace NeuralOde.Cluster.Tests;

[Collection(BrokerTests.Name)]
public sealed class ClusterStartTests(Broker broker)
{
    [BrokerFact]
    public async Task Many_processes_end_with_the_bits_of_one()
    {
        var folder = Directory.CreateTempSubdirectory("neuralode-").FullName;

        var one = await ProgramRun.Of(
            "train", "toy", "--out", Path.Combine(folder, "one"), "--json", "--set", "training.steps=20");
        var many = await ProgramRun.Of(
            "cluster", "start", "--workers", "2", "toy", "--out", Path.Combine(folder, "many"), "--json",
            "--set", "training.steps=20", "--broker", broker.ServerUri);

        Assert.True(many.ExitCode == 0, many.Error);
        Assert.Equal(one.Sha256, many.Sha256);
        Assert.Contains("server server-1 is process", many.Error, StringComparison.Ordinal);
        Assert.Contains("worker worker-2 is process", many.Error, StringComparison.Ordinal);
    }
}
