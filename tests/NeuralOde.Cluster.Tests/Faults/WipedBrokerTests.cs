using NeuralOde.Cluster.Tests.Brokers;
using NeuralOde.Cluster.Tests.Hosting;
using Xunit;
using Xunit.Abstractions;

namespace NeuralOde.Cluster.Tests.Faults;

/// <summary>A broker that has lost its disk knows neither runs nor queues; who is left tells it.</summary>
[Collection(FaultTests.Name)]
public sealed class WipedBrokerTests(Broker broker, ITestOutputHelper output) : FaultSuite(broker, output)
{
    /// <inheritdoc/>
    /// <remarks>A broker takes seconds to come back, and on a busy machine many.</remarks>
    protected override int Steps => 1500;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    [BrokerFact]
    public Task The_disk_is_lost_while_the_run_goes_on() => Survives(async run =>
    {
        await run.Reached(10);
        await Broker.KillAndStart(wiped: true);
    });

    [BrokerFact]
    public Task Nobody_follows_the_run_then_and_a_new_worker_finds_it_all_the_same() => Survives(async run =>
    {
        await run.Reached(10);
        run.Deafen();
        foreach (var known in new[] { "a", "b" }) _ = await run.End(known, "KILL");
        await Broker.KillAndStart(wiped: true);
        await run.StartWorker("c");
        await run.Logged("s", "Worker \\\"c-");
        run.Hear();
    });

    [BrokerFact]
    public Task The_list_of_runs_alone_is_lost_and_a_new_worker_finds_the_run_all_the_same() => Survives(async run =>
    {
        await run.Reached(10);
        foreach (var known in new[] { "a", "b" }) _ = await run.End(known, "KILL");
        await Broker.KillBeforeItKnowsItsStreams();
        await run.StartWorker("c");
        await run.Logged("s", "Worker \\\"c-");
    });

    [BrokerFact]
    public async Task The_list_of_runs_alone_is_lost_before_any_server_came_and_whoever_submitted_lists_the_run_again()
    {
        await MakeListAsync();
        await using var run = Begin();
        await using (var postman = await Postman.At(Broker)) await postman.SeesReaderOf(run.QueueOfFollower, Limit);
        await Broker.KillBeforeItKnowsItsStreams();
        await run.StartServer();
        await run.StartWorker("a");
        await EndsWell(run);
    }

    [BrokerFact]
    public Task The_server_and_its_disk_are_lost_too_and_another_one_begins_anew() => Survives(async run =>
    {
        await run.Reached(10);
        _ = await run.End("s", "KILL");
        await Broker.KillAndStart(wiped: true);
        await run.StartServer("t");
    });

    [BrokerFact]
    public Task The_run_is_over_then_and_nobody_has_heard_of_its_result() => Survives(async run =>
    {
        await run.Reached(10);
        run.Deafen();
        await run.Logged("s", "Left run");
        await Broker.KillAndStart(wiped: true);
        run.Hear();
    });

    // A server of an earlier run does.
    private async Task MakeListAsync()
    {
        await using var earlier = Begin();
        await earlier.StartServer();
        await earlier.StartWorker("a");
        await EndsWell(earlier);
    }
}
