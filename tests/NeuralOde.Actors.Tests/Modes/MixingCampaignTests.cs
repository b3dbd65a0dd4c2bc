using NeuralOde.Actors.Reporting;
using NeuralOde.Actors.Running;
using NeuralOde.Actors.Simulation;
using NeuralOde.TestKit.Actors;
using Xunit;
using Xunit.Abstractions;

namespace NeuralOde.Actors.Tests.Modes;

/// <summary>Simulated clusters in the modes whose steps take gradients of several versions.</summary>
public sealed class MixingCampaignTests(ITestOutputHelper output)
{
    private const int Epochs = 3;
    private const int MinibatchesPerEpoch = 4;

    // Four minibatches an epoch, so that several are open at a time, and a few validations between.
    private static readonly RunPlan Plan = ScriptedProblem.Plan(Epochs * MinibatchesPerEpoch) with
    {
        Batching = new([.. Enumerable.Repeat(32, 8)], minibatchSize: 256 / MinibatchesPerEpoch, microBatchSize: 1),
        Validation = new Validation.Every(
            new([20], minibatchSize: 20, microBatchSize: 3), Versions: 5, Patience: 0),
        Dealing = new() { FailuresPerUnit = 6 },
    };

    public static TheoryData<int, string> Campaigns
    {
        get
        {
            var campaigns = new TheoryData<int, string>();
            foreach (var bound in new[] { 0, 1, 4, Unbounded })
            {
                foreach (var faults in All.Keys) campaigns.Add(bound, faults);
            }

            return campaigns;
        }
    }

    // Sleepers log steps of a history that the run did not take, so they are left to the tests of the bits.
    private static Dictionary<string, Faults> All => new()
    {
        ["nothing"] = Faults.None,
        ["letters"] = new() { Loss = 0.05, Duplication = 0.1, JitterMs = 60 },
        ["workers"] = new() { WorkerCrashes = 2, Duplication = 0.1, Hints = false },
        ["solves"] = new() { SolveFailures = 0.004 },
        ["everything"] = new()
        {
            Loss = 0.05,
            Duplication = 0.1,
            JitterMs = 20,
            WorkerCrashes = 2,
            ServerCrashes = 0.5,
        },
    };

    private const int Unbounded = -1;

    [Theory, MemberData(nameof(Campaigns))]
    public void Every_gradient_enters_once_and_none_too_late_whatever_goes_wrong(int bound, string faults)
    {
        var plan = Plan with { Mode = ModeOf(bound) };
        var reports = SeededRuns.Of(12, seed => WithStraggler(plan, All[faults], seed));

        var staleness = reports.SelectMany(StepsOf).Select(step => step.Staleness).ToArray();
        output.WriteLine(
            $"staleness {staleness.Average(spread => spread.Median):F2} in the median, "
            + $"{staleness.Max(spread => spread.Maximum)} at most; "
            + $"{reports.Sum(report => report.Events.OfType<TrainingEvent.GradientTooStale>().Count())} too stale; "
            + $"{reports.Average(report => report.ElapsedMs):F0} ms");
        SeededRuns.AssertFinished(reports);
        Assert.All(reports, report =>
        {
            Assert.Equal(plan.Steps, report.Progress.Version.Value);
            Assert.Equal(Epochs * SumOfNames, StepsOf(report).Sum(step => step.Correct));
            Assert.Equal(Epochs * 256, StepsOf(report).Sum(step => step.Examples));
            Assert.Empty(report.Progress.Applied);
            if (bound == Unbounded) return;
            Assert.All(StepsOf(report), step => Assert.InRange(step.Staleness.Maximum, 0, bound));
        });
    }

    [Theory, InlineData(1), InlineData(8)]
    public void With_a_bound_of_0_the_bits_are_those_of_synchronous_training(int workers)
    {
        var plan = Plan with { Mode = new Mode.BoundedStaleness(0) };
        var expected = ScriptedProblem.Undisturbed(Plan);
        var faults = All["everything"] with { Sleepers = 0.4 };

        var reports = SeededRuns.Of(12, seed => ScriptedCluster.Of(plan, faults, seed) with { Workers = workers });

        Assert.All(reports, report => Assert.Equal(expected, report.Progress));
    }

    [Fact]
    public void A_straggler_holds_up_synchronous_training_most()
    {
        var synchronous = Elapsed(new Mode.Synchronous());
        var bounded = Elapsed(new Mode.BoundedStaleness(4));
        var unbounded = Elapsed(new Mode.Asynchronous());

        output.WriteLine($"{synchronous:F0} ms synchronous, {bounded:F0} ms bounded, {unbounded:F0} ms asynchronous");
        Assert.True(bounded < 0.6 * synchronous);
        Assert.True(unbounded < 0.6 * synchronous);
    }

    private static double Elapsed(Mode mode) =>
        Simulator.Run(WithStraggler(Plan with { Mode = mode }, Faults.None, 1)).ElapsedMs;

    private static SimulatedCluster WithStraggler(RunPlan plan, Faults faults, ulong seed) =>
        ScriptedCluster.Of(plan, faults, seed) with { Slowness = worker => worker == 0 ? 10 : 1 };

    private static double SumOfNames =>
        (from shard in Enumerable.Range(0, 8)
         from example in Enumerable.Range(0, 32)
         select ScriptedProblem.NameOf(shard, example)).Sum();

    // After a crash versions are made again: the last of each is that of the run's history.
    private static StepFigures[] StepsOf(SimulationReport report) =>
    [
        .. report.Events.OfType<TrainingEvent.StepMeasured>()
            .GroupBy(step => step.Figures.Version)
            .Select(version => version.Last().Figures),
    ];

    private static Mode ModeOf(int bound) =>
        bound == Unbounded ? new Mode.Asynchronous() : new Mode.BoundedStaleness(bound);
}
