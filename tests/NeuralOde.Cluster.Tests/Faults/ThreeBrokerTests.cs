using NeuralOde.Cluster.Tests.Brokers;
using NeuralOde.Cluster.Tests.Hosting;
using Xunit;
using Xunit.Abstractions;

namespace NeuralOde.Cluster.Tests.Faults;

/// <summary>Three brokers hold the baton and the list of runs together; nodes log in at all of them.</summary>
public sealed class ThreeBrokerTests(ThreeBrokers brokers, ITestOutputHelper output)
    : FaultSuite(brokers[3], output), IClassFixture<ThreeBrokers>
{
    [BrokerTheory, InlineData(1), InlineData(2), InlineData(3)]
    public async Task One_of_them_is_killed_and_started_again(int killed)
    {
        await using var run = Begin();
        await run.StartServer("s", Serving(1));
        await run.StartServer("t", Serving(2));
        await run.StartWorker("a", Working(2));
        await run.StartWorker("b", Working(3));

        await run.Reached(10);
        await brokers[killed].KillAndStart();

        await EndsWell(run);
    }

    private NodePlace Serving(int number) => new() { Broker = brokers[number].ServerUri };

    private NodePlace Working(int number) => new() { Broker = brokers[number].WorkerUri };
}
