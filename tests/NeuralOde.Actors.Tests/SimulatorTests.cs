using NeuralOde.Actors.Reporting;
using NeuralOde.Actors.Running;
using NeuralOde.Actors.Simulation;
using NeuralOde.TestKit.Actors;
using Xunit;
using Xunit.Abstractions;

namespace NeuralOde.Actors.Tests;

public sealed class SimulatorTests(ITestOutputHelper output)
{
    // Workers die twice a second here, so that three of them die at one long unit by chance now and then.
    private static readonly RunPlan Plan = ScriptedProblem.ValidatedPlan() with
    {
        Dealing = new() { FailuresPerUnit = 6 },
    };

    private static readonly Progress Expected = ScriptedProblem.Undisturbed(Plan);

    public static TheoryData<string, int> Campaigns => new()
    {
        { "nothing", 20 },
        { "letters", 60 },
        { "workers", 60 },
        { "silent workers", 60 },
        { "solves", 20 },
        { "everything", 120 },
    };

    private static Dictionary<string, Faults> All => new()
    {
        ["nothing"] = Faults.None,
        ["letters"] = new() { Loss = 0.05, Duplication = 0.1, JitterMs = 60 },
        ["workers"] = new() { WorkerCrashes = 2, Duplication = 0.1 },
        ["silent workers"] = new() { WorkerCrashes = 2, Hints = false },
        ["solves"] = new() { SolveFailures = 0.004 },
        ["everything"] = Everything,
    };

    private static Faults Everything => new()
    {
        Loss = 0.05,
        Duplication = 0.1,
        JitterMs = 20,
        WorkerCrashes = 2,
        ServerCrashes = 0.5,
        Sleepers = 0.4,
    };

    [Theory, MemberData(nameof(Campaigns))]
    public void Whatever_goes_wrong_the_bits_are_those_of_the_undisturbed_run(string faults, int seeds)
    {
        var reports = SeededRuns.Of(Plan, All[faults], seeds);

        output.WriteLine(
            $"{faults}: {seeds} runs, {reports.Average(report => report.UnitsDealt) / Plan.Steps:F1} units and "
            + $"{reports.Average(report => report.LettersToServer) / Plan.Steps:F1} + "
            + $"{reports.Average(report => report.LettersToWorkers) / Plan.Steps:F1} letters a step, "
            + $"{reports.Average(report => report.ElapsedMs):F0} ms, "
            + $"{reports.Sum(report => report.WorkerCrashes)} + {reports.Sum(report => report.ServerCrashes)} crashes");
        output.WriteLine("steps of " + string.Join(" ms, ", reports[0].Events.OfType<TrainingEvent.StepMeasured>()
            .Select(step => (int)step.Figures.ElapsedMs)) + " ms");
        SeededRuns.AssertFinished(reports);
        Assert.All(reports, report => Assert.Equal(Expected, report.Progress));
    }

    [Fact]
    public void Each_example_enters_a_version_exactly_once()
    {
        var report = Simulator.Run(ScriptedCluster.Of(Plan, Everything, 1));

        var steps = report.Events.OfType<TrainingEvent.StepMeasured>().ToArray();
        var names =
            from shard in Enumerable.Range(0, 8)
            from example in Enumerable.Range(0, 32)
            select ScriptedProblem.NameOf(shard, example);
        Assert.All(steps, step => Assert.Equal(256, step.Figures.Examples));
        Assert.All(steps, step => Assert.Equal(names.Sum(), step.Figures.Correct));
    }

    [Fact]
    public void Dealing_nodes_needs_less_than_half_of_the_letters_that_leaves_need()
    {
        var report = Simulator.Run(ScriptedCluster.Of(ScriptedProblem.Plan(steps: 10), Faults.None, 1));

        Assert.InRange(report.UnitsDealt / 10.0, 1, 128);
    }

    [Fact]
    public void The_same_seed_gives_the_same_run()
    {
        var first = Simulator.Run(ScriptedCluster.Of(Plan, Everything, 5));
        var second = Simulator.Run(ScriptedCluster.Of(Plan, Everything, 5));

        Assert.Equal(first.ElapsedMs, second.ElapsedMs);
        Assert.Equal(first.LettersToServer, second.LettersToServer);
    }
}
