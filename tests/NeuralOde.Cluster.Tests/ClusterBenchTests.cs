using System.Text.Json;
using NeuralOde.Cluster.Tests.Brokers;
using Xunit;

namespace NeuralOde.Cluster.Tests;

[Collection(BrokerTests.Name)]
public sealed class ClusterBenchTests
{
    [BrokerFact]
    public async Task A_makespan_is_measured_on_real_processes()
    {
        var run = await ProgramRun.Of("bench", "makespan", "--batch", "64", "--workers", "2");

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.True(ValueOf(run, "makespanOverIdeal") >= 1);
        Assert.InRange(ValueOf(run, "idleShare"), 0, 1);
    }

    [BrokerFact]
    public async Task A_join_is_measured_on_real_processes()
    {
        var run = await ProgramRun.Of("bench", "join", "--batch", "64", "--repeats", "1");

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.True(ValueOf(run, "msToFirstUnit") > ValueOf(run, "msToWaiting"));
    }

    private static double ValueOf(ProgramRun run, string metric) => run.Output
        .Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Select(line => JsonDocument.Parse(line).RootElement)
        .Single(line => line.GetProperty("metric").GetString() == metric)
        .GetProperty("value").GetDouble();
}
