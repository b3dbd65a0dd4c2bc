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
        var run = await ProgramRun.Of("bench", "makespan", "--check", "--batch", "64", "--workers", "2");

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Contains("| makespan over ideal of 2 worker processes", run.Output, StringComparison.Ordinal);
        Assert.True(ValueOf(run, "makespanOverIdeal") >= 1);
        Assert.InRange(ValueOf(run, "idleShare"), 0, 1);
    }

    [BrokerFact]
    public async Task What_two_workers_bring_is_measured_beside_what_the_machine_gives()
    {
        var run = await ProgramRun.Of("bench", "cluster", "--batch", "32", "--workers", "2");

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal(
            ["cluster", "independent"],
            Rows(run, "speedup").Select(row => row.GetProperty("config").GetProperty("processes").GetString()));
        Assert.Equal(5, Rows(run, "outsideSolving").Count());
    }

    [BrokerFact]
    public async Task The_model_of_costs_is_compared_with_workers_that_wait()
    {
        var run = await ProgramRun.Of("bench", "costs", "--workers", "1");

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal(2, Rows(run, "percentOff").Count());
        Assert.True(ValueOf(run, "bytesPerMsIn") > 0);
    }

    [BrokerFact]
    public async Task A_join_is_measured_on_real_processes()
    {
        var run = await ProgramRun.Of("bench", "join", "--batch", "64", "--repeats", "1");

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.True(ValueOf(run, "msToFirstUnit") > ValueOf(run, "msToWaiting"));
    }

    private static double ValueOf(ProgramRun run, string metric) =>
        Rows(run, metric).Single().GetProperty("value").GetDouble();

    private static IEnumerable<JsonElement> Rows(ProgramRun run, string metric) => run.Output
        .Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Where(line => line.StartsWith('{'))
        .Select(line => JsonDocument.Parse(line).RootElement)
        .Where(line => line.GetProperty("metric").GetString() == metric);
}
