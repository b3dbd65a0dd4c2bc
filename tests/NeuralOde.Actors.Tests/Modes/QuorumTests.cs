using NeuralOde.Actors.Reporting;
using NeuralOde.Actors.Running;
using NeuralOde.Actors.Simulation;
using NeuralOde.TestKit.Actors;
using Xunit;
using Xunit.Abstractions;

namespace NeuralOde.Actors.Tests.Modes;

public sealed class QuorumTests(ITestOutputHelper output)
{
    private static readonly RunPlan Synchronous = ScriptedProblem.Plan(steps: 10);
    private static readonly RunPlan Quorum = Synchronous with { Mode = new Mode.Quorum(Needed: 7, Spare: 1) };

    [Fact]
    public void A_step_waits_for_the_needed_part_and_counts_what_is_late()
    {
        var report = Simulator.Run(ScriptedCluster.Of(Quorum, Faults.None, 1));

        var steps = report.Events.OfType<TrainingEvent.StepMeasured>().ToArray();
        var dropped = report.Events.OfType<TrainingEvent.GradientsDropped>()
            .ToDictionary(late => late.Version.Value + 1, late => late.Examples);
        Assert.Equal(new Ending.Finished(), report.Ending);
        Assert.All(steps, step =>
        {
            Assert.InRange(step.Figures.Examples, 256 * 7 / 8, 256);
            Assert.Equal(256 - step.Figures.Examples, dropped.GetValueOrDefault(step.Figures.Version.Value));
        });
        Assert.NotEmpty(dropped);
    }

    [Fact]
    public void With_a_straggler_a_step_takes_less_time_than_with_all_gradients()
    {
        var all = Simulator.Run(WithStraggler(Synchronous));
        var enough = Simulator.Run(WithStraggler(Quorum));

        output.WriteLine($"{all.ElapsedMs:F0} ms with all gradients, {enough.ElapsedMs:F0} ms with 7 of 8");
        Assert.True(enough.ElapsedMs < 0.7 * all.ElapsedMs);
    }

    // One micro-batch takes two seconds, as if its worker were slow.
    private static SimulatedCluster WithStraggler(RunPlan plan) => ScriptedCluster.Of(plan, Faults.None, 1) with
    {
        CostMs = (minibatch, leaf) => leaf.Index == 100 ? 2000 : 10,
    };
}
