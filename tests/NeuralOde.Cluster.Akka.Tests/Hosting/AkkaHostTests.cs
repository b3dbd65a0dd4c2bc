using NeuralOde.Actors.Running;
using NeuralOde.Runtime.Hosting;
using NeuralOde.TestKit.Actors;
using NeuralOde.TestKit.Hosting;
using Xunit;

namespace NeuralOde.Cluster.Akka.Tests.Hosting;

public sealed class AkkaHostTests : HostConformance
{
    private static readonly RunPlan Plan = ScriptedProblem.ValidatedPlan(steps: 40);

    protected override Progress Undisturbed { get; } = ScriptedProblem.Undisturbed(Plan);

    [Theory, MemberData(nameof(Disturbances))]
    public Task A_disturbed_run_ends_with_the_right_bits(string disturbance) => EndsWithTheRightBits(disturbance);

    [Fact]
    public Task A_run_that_was_stopped_goes_on_with_the_same_bits()
    {
        var first = new AkkaHostedRun(Plan, new MemoryCheckpoints());
        return GoesOnWithTheSameBits(first, () => new AkkaHostedRun(Plan, first.Checkpoints), Undisturbed);
    }

    [Theory]
    [InlineData("quorum 3 of 4", "a worker is killed and started again")]
    [InlineData("staleness 2", "four workers")]
    [InlineData("staleness 2", "the server is killed and started again")]
    [InlineData("asynchronous", "a worker is killed and started again")]
    [InlineData("asynchronous", "the server is killed and started again")]
    public Task A_disturbed_run_of_any_mode_makes_all_its_versions(string mode, string disturbance) => MakesAllVersions(
        new AkkaHostedRun(Plan with { Mode = Modes[mode] }, new MemoryCheckpoints()), disturbance);

    protected override IHostedRun Begin() => new AkkaHostedRun(Plan, new MemoryCheckpoints());
}
