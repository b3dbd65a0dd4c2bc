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

    // So many steps that a busy machine wakes the test before the last of them.
    private const string Long = "training.steps=300";

    protected override Progress Undisturbed { get; } = SmallExperiment.Undisturbed(Setup);

    [BrokerTheory, MemberData(nameof(Disturbances))]
    public Task A_disturbed_run_ends_with_the_right_bits(string disturbance) => EndsWithTheRightBits(disturbance);

    [BrokerFact]
    public Task A_run_that_was_stopped_goes_on_with_the_same_bits()
    {
        var setup = SmallExperiment.Setup(Long);
        var first = new ClusterRun(broker, setup);
        return GoesOnWithTheSameBits(
            first, () => new ClusterRun(broker, setup, first.Checkpoint), SmallExperiment.Undisturbed(setup));
    }

    [BrokerTheory]
    [InlineData("quorum", "a worker is killed and started again")]
    [InlineData("staleness", "four workers")]
    [InlineData("staleness", "the server is killed and started again")]
    [InlineData("asynchronous", "a worker is killed and started again")]
    [InlineData("asynchronous", "the server is killed and started again")]
    public Task A_disturbed_run_of_any_mode_makes_all_its_versions(string mode, string disturbance) =>
        MakesAllVersions(new ClusterRun(broker, SetupOf(mode)), disturbance);

    [BrokerTheory, InlineData("quorum"), InlineData("staleness"), InlineData("asynchronous")]
    public Task A_run_of_any_mode_that_was_stopped_goes_on_to_its_last_version(string mode)
    {
        var first = new ClusterRun(broker, SetupOf(mode));
        return GoesOnToTheLastVersion(first, () => new ClusterRun(broker, SetupOf(mode), first.Checkpoint));
    }

    protected override IHostedRun Begin() => new ClusterRun(broker, Setup);

    private static ExperimentSetup SetupOf(string mode) => SmallExperiment.Setup($"training.mode.kind={mode}");
}
