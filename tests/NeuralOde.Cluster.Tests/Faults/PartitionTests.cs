using NeuralOde.Cluster.Tests.Hosting;
using Xunit;
using Xunit.Abstractions;

namespace NeuralOde.Cluster.Tests.Faults;

/// <summary>Each node is on a host of its own, and the network between a host and the broker is cut for a
/// while.</summary>
public sealed class PartitionTests(Hosts hosts, ITestOutputHelper output)
    : FaultSuite(hosts.Broker, output), IClassFixture<Hosts>
{
    // The server that leads, a worker, and a worker with the server that stands by.
    [NetworkTheory, InlineData("s"), InlineData("a"), InlineData("a", "t")]
    public Task Hosts_are_cut_off_for_a_while(params string[] cut) => Survives(
        () => Task.WhenAll(cut.Select(hosts.Cut)), () => Task.WhenAll(cut.Select(hosts.Join)));

    [NetworkTheory, InlineData("s"), InlineData("b")]
    public Task The_broker_is_beyond_reach_of_one_host_for_a_while(string host) =>
        Survives(() => hosts.Swallow(host), () => hosts.Pass(host));

    private async Task Survives(Func<Task> cut, Func<Task> mend)
    {
        await using var run = Begin();
        foreach (var server in new[] { "s", "t" }) await run.StartServer(server, await hosts.On(server));
        foreach (var worker in new[] { "a", "b" }) await run.StartWorker(worker, await hosts.On(worker));

        await run.Reached(10);
        await cut();
        await Task.Delay(PastHeartbeat);
        await mend();

        await EndsWell(run);
    }
}
