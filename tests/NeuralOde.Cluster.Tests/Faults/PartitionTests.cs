using NeuralOde.Actors.Reporting;
using NeuralOde.Cluster.Tests.Hosting;
using Xunit;
using Xunit.Abstractions;

namespace NeuralOde.Cluster.Tests.Faults;

/// <summary>Each node is on a host of its own, and the network between a host and the broker is cut for a
/// while.</summary>
public sealed class PartitionTests(Hosts hosts, ITestOutputHelper output)
    : FaultSuite(hosts.Broker, output), IClassFixture<Hosts>
{
    // A worker alone goes on until the other one, or the server that leads, is taken for lost.
    protected override int Steps => 3000;

    // The server that leads, a worker, and a worker with the server that stands by.
    [NetworkTheory, InlineData("s"), InlineData("a"), InlineData("a", "t")]
    public Task Hosts_are_cut_off_for_a_while(params string[] cut) => Survives(
        cut[0], () => Task.WhenAll(cut.Select(hosts.Cut)), () => Task.WhenAll(cut.Select(hosts.Join)));

    [NetworkTheory, InlineData("s"), InlineData("b")]
    public Task The_broker_is_beyond_reach_of_one_host_for_a_while(string host) =>
        Survives(host, () => hosts.Swallow(host), () => hosts.Pass(host));

    private async Task Survives(string host, Func<Task> cut, Func<Task> mend)
    {
        await using var run = Begin();
        await run.StartServer("s", await hosts.On("s"));
        await run.Told(happened => happened is TrainingEvent.RunClaimed);
        await run.StartServer("t", await hosts.On("t"));
        foreach (var worker in new[] { "a", "b" }) await run.StartWorker(worker, await hosts.On(worker));

        await run.Reached(10);
        await cut();
        await Task.WhenAny(Task.WhenAll(Task.Delay(PastHeartbeat), run.Told(IsMissed)), run.Outcome);
        await mend();

        await EndsWell(run);
        Assert.Contains(run.Events, IsMissed);

        // The other server leads, or the worker's units are dealt again.
        bool IsMissed(TrainingEvent happened) => host == "s"
            ? happened is TrainingEvent.RunClaimed { Fence.Value: > 1 }
            : happened is TrainingEvent.WorkerLost lost && lost.Worker.Name.StartsWith($"{host}-", StringComparison.Ordinal);
    }
}
