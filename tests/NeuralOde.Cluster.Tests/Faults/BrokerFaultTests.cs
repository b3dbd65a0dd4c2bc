using NeuralOde.Cluster.Tests.Brokers;
using Xunit;
using Xunit.Abstractions;

namespace NeuralOde.Cluster.Tests.Faults;

[Collection(FaultTests.Name)]
public sealed class BrokerFaultTests(Broker broker, ITestOutputHelper output) : FaultSuite(broker, output)
{
    /// <inheritdoc/>
    /// <remarks>A broker takes seconds to come back, and on a busy machine many.</remarks>
    protected override int Steps => 1500;

    [BrokerFact]
    public Task The_broker_is_killed_and_started_again() => Survives(async run =>
    {
        await run.Reached(10);
        await Broker.KillAndStart();
    });

    [BrokerFact]
    public Task The_broker_has_no_memory_left_for_a_while() => Survives(async run =>
    {
        await run.Reached(10);
        await Broker.Control("set_vm_memory_high_watermark", "0.000001");
        await Task.Delay(PastHeartbeat);
        var stood = run.Version;
        await Task.Delay(PastHeartbeat);
        Assert.Equal(stood, run.Version);
        await Broker.Control("set_vm_memory_high_watermark", "0.3");
    });
}
