using NeuralOde.Actors.Reporting;
using NeuralOde.Actors.Running;
using NeuralOde.Actors.Simulation;
using NeuralOde.TestKit.Actors;
using Xunit;
using Xunit.Abstractions;

namespace NeuralOde.Actors.Tests;

public sealed class RangeSimulatorTests(ITestOutputHelper output)
{
    // As in SimulatorTests, three workers die at one unit by chance now and then.
    private static readonly RunPlan Whole = ScriptedProblem.ValidatedPlan() with
    {
        Dealing = new() { FailuresPerUnit = 6 },
    };

    private static readonly RunPlan Shared = Whole with { Ranges = ScriptedProblem.SharedPlan().Ranges };

    private static readonly Progress Expected = ScriptedProblem.Undisturbed(Whole);

    public static TheoryData<string, int> Campaigns => new()
    {
        { "nothing", 10 },
        { "letters", 20 },
        { "ranges", 20 },
        { "disks", 20 },
        { "everything", 30 },
    };

    private static Dictionary<string, Faults> All => new()
    {
        ["nothing"] = Faults.None,
        ["letters"] = new() { Loss = 0.05, Duplication = 0.1, JitterMs = 60 },
        ["ranges"] = new() { RangeCrashes = 0.5, Duplication = 0.1 },
        ["disks"] = new() { RangeCrashes = 0.3, DiskLosses = 0.5 },
        ["everything"] = new()
        {
            Loss = 0.05,
            Duplication = 0.1,
            JitterMs = 20,
            WorkerCrashes = 1,
            ServerCrashes = 0.15,
            RangeCrashes = 0.15,
            Sleepers = 0.4,
        },
    };

    [Theory, MemberData(nameof(Campaigns))]
    public void Whatever_goes_wrong_the_bits_are_those_of_one_server(string faults, int seeds)
    {
        var reports = SeededRuns.Of(Shared, All[faults], seeds);

        output.WriteLine(
            $"{faults}: {seeds} runs, {reports.Average(report => report.UnitsDealt) / Whole.Steps:F1} units a step, "
            + $"{reports.Average(report => report.ElapsedMs):F0} ms, {reports.Sum(report => report.WorkerCrashes)} + "
            + $"{reports.Sum(report => report.ServerCrashes)} + {reports.Sum(report => report.RangeCrashes)} crashes, "
            + $"{reports.Sum(report => report.RollBacks)} times back to what was safe");
        SeededRuns.AssertFinished(reports);
        Assert.All(reports, report => Assert.Equal(Expected, report.Progress));
    }

    [Fact]
    public void Sharing_costs_hardly_any_units_or_time()
    {
        var (one, three) = (Undisturbed(Whole), Undisturbed(Shared));

        output.WriteLine($"{one.Ms:F0} and {three.Ms:F0} ms, {one.Units:F1} and {three.Units:F1} units");
        Assert.InRange(three.Ms, 0, 1.1 * one.Ms);
        Assert.InRange(three.Units, 0, 1.1 * one.Units);
    }

    // The norm that shortens a gradient is a sum over blocks of 65,536 numbers, and ranges are cut between them.
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void Shortened_gradients_have_the_bits_of_one_server(int servers)
    {
        var one = Simulator.Run(ManyParameters.Cluster(servers: 1));
        var many = Simulator.Run(ManyParameters.Cluster(servers));

        var steps = many.Events.OfType<TrainingEvent.StepMeasured>().ToArray();
        Assert.Equal(new Ending.Finished(), many.Ending);
        Assert.All(steps, step => Assert.True(step.Figures.GradientNorm > ManyParameters.ClipNorm));
        Assert.Equal(
            one.Events.OfType<TrainingEvent.StepMeasured>().Select(step => step.Figures.GradientNorm),
            steps.Select(step => step.Figures.GradientNorm));
        Assert.Equal(one.Progress, many.Progress);
    }

    private static (double Ms, double Units) Undisturbed(RunPlan plan)
    {
        var reports = SeededRuns.Of(plan, Faults.None, 10);
        return (reports.Average(report => report.ElapsedMs), reports.Average(report => report.UnitsDealt));
    }
}
