using NeuralOde.Actors.Reporting;
using NeuralOde.Actors.Running;
using NeuralOde.Actors.Simulation;
using NeuralOde.TestKit.Actors;
using Xunit;
using Xunit.Abstractions;

namespace NeuralOde.Actors.Tests.Dealing;

public sealed class MakespanTests(ITestOutputHelper output)
{
    private const int Workers = 8;

    // The first two steps learn: the costs of the examples, and what it takes until units that were wrongly taken for
    // overdue, and dealt twice, are done with.
    private const int LearningSteps = 2;

    // A letter's way there and back, at the longest that the simulator makes it.
    private const double LettersMs = 3;

    private static readonly double Ideal =
        Enumerable.Range(0, OscillatorProblem.Shards).Sum(OscillatorProblem.ShardMs) / Workers;

    [Fact]
    public void Static_shards_would_take_more_than_twice_the_ideal_time() =>
        Assert.InRange(Enumerable.Range(0, OscillatorProblem.Shards).Max(OscillatorProblem.ShardMs) / Ideal, 2.16, 2.5);

    [Theory]
    [InlineData(4)]
    [InlineData(16)]
    [InlineData(OscillatorProblem.ExamplesOfShard)]
    public void Dealing_by_measured_costs_comes_as_near_to_the_ideal_as_the_longest_micro_batch_allows(int microBatch)
    {
        var plan = OscillatorProblem.Plan(microBatch, steps: 6);
        var bound = Math.Max(1.05 * Ideal, Longest(plan)) + LettersMs;

        foreach (var seed in Enumerable.Range(0, 5))
        {
            var report = Simulator.Run(OscillatorProblem.Cluster(plan, Workers, (ulong)seed));

            var steps = report.Events.OfType<TrainingEvent.StepMeasured>().Select(step => step.Figures).ToArray();
            output.WriteLine(
                $"micro-batches of {microBatch}, the longest {Longest(plan) / Ideal:F3}, seed {seed}: makespan over ideal "
                + string.Join(", ", steps.Select(step => $"{step.ElapsedMs / Ideal:F3}"))
                + $"; {report.UnitsDealt / (double)plan.Steps:F0} units a step, {report.ShardLoads} shard loads");
            Assert.All(
                steps.Skip(LearningSteps),
                step => Assert.True(step.ElapsedMs <= bound, $"seed {seed}: {step.ElapsedMs} ms above {bound} ms"));
        }
    }

    private static double Longest(RunPlan plan)
    {
        var minibatch = plan.Batching.At(plan.Seed, 0);
        return minibatch.Tree.LeavesOf(minibatch.Tree.Root).Max(leaf => OscillatorProblem.CostMs(minibatch, leaf));
    }
}
