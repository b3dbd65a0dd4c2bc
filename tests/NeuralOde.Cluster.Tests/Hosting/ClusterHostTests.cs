using NeuralOde.Actors.Running;
using NeuralOde.Cluster.Tests.Brokers;
using NeuralOde.Runtime.Experiments;
using NeuralOde.TestKit.Hosting;
using Xunit;

namespace NeuralOde.Cluster.Tests.Hosting;

[Collection(BrokerTests.Name)]
public sealed class ClusterHostTests(Broker broker) : HostConformance
{
    private static readonly ExperimentSetup Setup = SmallExperiment.Setup();

    protected override Progress Undisturbed { get; } = SmallExperiment.Undisturbed(Setup);

    [BrokerTheory, MemberData(nameof(Disturbances))]
    public Task A_disturbed_run_ends_with_the_right_bits(string disturbance) => EndsWithTheRightBits(disturbance);

    [BrokerFact]
    public Task A_run_that_was_stopped_goes_on_with_the_same_bits() => GoesOnWithTheSameBits();

    protected override IHostedRun Begin() => new ClusterRun(broker, Setup);

    protected override IHostedRun GoOn(IHostedRun stopped) =>
        new ClusterRun(broker, Setup, ((ClusterRun)stopped).Checkpoint);
}
