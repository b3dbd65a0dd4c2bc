using NeuralOde.Core.Programs;
using NeuralOde.Core.Solving;
using NeuralOde.TestKit;
using Xunit;
using static NeuralOde.Core.Programs.Symbolic;

namespace NeuralOde.Core.Tests.Solving;

public sealed class OutcomeTests
{
    private static readonly VectorField Square = VectorField.Define(1, 0, (_, y, _) => y * y);

    [Theory]
    [MemberData(nameof(AllMethods.Adaptive), MemberType = typeof(AllMethods))]
    public void A_solution_that_blows_up_is_stopped_where_it_does(string method)
    {
        var options = new SolveOptions { Method = AllMethods.Named(method), MaximumSteps = 1_000_000 };
        double[] y0 = [0.5, 2];
        var batch = new ProblemBatch<double>
        {
            Examples = 2,
            Y0 = y0,
            T0 = [0, 0],
            T1 = [5, 5],
            TimeOffsets = [0, 2, 4],
            Times = [0.25, 4, 0.25, 4],
        };

        var solved = Solved<double>.Of(Square, options, batch);

        for (var example = 0; example < 2; example++)
        {
            // y = 1/(1/y0 − t). The tolerance moves the pole a little.
            Assert.NotEqual(OutcomeCode.Finished, solved.Lanes[example].Code);
            Assert.Equal(1 / y0[example], solved.Lanes[example].Time, 1e-3);
            Assert.Equal(1 / (1 / y0[example] - 0.25), solved.Values[2 * example], 1e-3);
            Assert.True(double.IsNaN(solved.Values[2 * example + 1]));
        }
    }

    [Fact]
    public void One_bad_lane_does_not_touch_the_others()
    {
        var field = VectorField.Define(1, 0, (_, y, _) => Sqrt(y));
        double[] y0 = [.. Enumerable.Range(0, 40).Select(i => i == 17 ? -1.0 : 1.0)];

        var solved = Solved<double>.Of(field, new SolveOptions(), new ProblemBatch<double>
        {
            Examples = 40,
            Y0 = y0,
            T0 = new double[40],
            T1 = [.. y0.Select(_ => 1.0)],
        });

        Assert.Equal(OutcomeCode.NotFinite, solved.Lanes[17].Code);
        Assert.Equal(0, solved.Lanes[17].WorstComponent);
        Assert.Equal(39, solved.Lanes.Count(lane => lane.Code == OutcomeCode.Finished));
        Assert.Single(solved.Final.Where((_, i) => i != 17).Distinct());
    }

    [Fact]
    public void A_field_without_a_value_beyond_a_time_ends_as_not_finite_there()
    {
        var field = VectorField.Define(2, 0, (t, y, _) => Vector(y[0], Sqrt(1 - t)));

        var solved = Solved<double>.Of(
            field, new SolveOptions(), new ProblemBatch<double> { Examples = 1, Y0 = [1, 0], T0 = [0], T1 = [2] });

        Assert.Equal(OutcomeCode.NotFinite, solved.Lanes[0].Code);
        Assert.Equal(1, solved.Lanes[0].WorstComponent);
        Assert.Equal(1, solved.Lanes[0].Time, 1e-6);
        Assert.Equal(Math.E, solved.Final[0], 1e-4);
    }

    [Fact]
    public void A_fixed_step_that_leaves_the_numbers_ends_as_not_finite()
    {
        var options =
            new SolveOptions { Method = Methods.Rk4, Controller = new StepSizeController.Fixed(0.5) };

        var solved = Solved<double>.Of(
            Square, options, new ProblemBatch<double> { Examples = 1, Y0 = [3], T0 = [0], T1 = [20] });

        Assert.Equal(OutcomeCode.NotFinite, solved.Lanes[0].Code);
        Assert.True(double.IsFinite(solved.Final[0]));
    }

    [Fact]
    public void A_budget_ends_a_lane_with_its_partial_solution()
    {
        var field = VectorField.Define(1, 0, (t, y, _) => y * Cos(t));
        var solved = Solved<double>.Of(field, new SolveOptions(), new ProblemBatch<double>
        {
            Examples = 3,
            Y0 = [1, 1, 1],
            T0 = [0, 0, 0],
            T1 = [50, 50, 50],
            MaximumSteps = [5, 10_000, 20],
        });

        Assert.Equal(
            [OutcomeCode.TooManySteps, OutcomeCode.Finished, OutcomeCode.TooManySteps],
            solved.Lanes.Select(lane => lane.Code));
        Assert.Equal([5, 20], [solved.Lanes[0].Steps, solved.Lanes[2].Steps]);
        Assert.Equal(Math.Exp(Math.Sin(solved.Lanes[2].Time)), solved.Final[2], 1e-4);
    }

    [Fact]
    public void A_lane_that_needs_less_than_the_minimum_step_ends_as_too_small()
    {
        var options = new SolveOptions { MinimumStep = 1e-3, InitialStep = 0.1 };

        var solved = Solved<double>.Of(
            Square, options, new ProblemBatch<double> { Examples = 1, Y0 = [1], T0 = [0], T1 = [2] });

        Assert.Equal(OutcomeCode.StepTooSmall, solved.Lanes[0].Code);
        Assert.Equal(1e-3, Math.Abs(solved.Lanes[0].Step), 1e-12);
    }

    [Fact]
    public void No_step_is_larger_than_the_maximum()
    {
        var options = new SolveOptions { MaximumStep = 0.125 };
        var field = VectorField.Define(1, 0, (_, y, _) => -y);

        var solved = Solved<double>.Of(
            field, options, new ProblemBatch<double> { Examples = 1, Y0 = [1], T0 = [0], T1 = [2] });

        Assert.True(solved.Lanes[0].Accepted >= 16);
    }

    [Fact]
    public void The_text_of_a_failure_names_settings_that_exist()
    {
        LaneOutcome[] outcomes =
        [
            new LaneOutcome.StepTooSmall(1, 1e-9, 2, 10),
            new LaneOutcome.TooManySteps(1, 1e-9, 100, 2, 0),
            new LaneOutcome.NotFinite(1, 1e-9, 2),
        ];
        var settings = typeof(SolveOptions).GetProperties().Select(property => property.Name).ToHashSet();

        Assert.All(outcomes, outcome =>
        {
            var text = outcome.Describe(7);
            var named = text.Split(' ', ',', '.', ';').Where(
                word => word.Length > 3 && char.IsLetter(word[0]) && word.Skip(1).Any(char.IsUpper));
            Assert.NotEmpty(named);
            Assert.Subset(settings, named.ToHashSet());
            Assert.Contains("Example 7", text, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void A_stiff_lane_is_told_to_be_stiff()
    {
        var field = VectorField.Define(1, 0, (t, y, _) => -1000 * (y - Cos(t)));
        var options =
            new SolveOptions { Method = Methods.Dopri5, MaximumSteps = 500, RelativeTolerance = 1e-3 };

        var solved = Solved<double>.Of(
            field, options, new ProblemBatch<double> { Examples = 1, Y0 = [0], T0 = [0], T1 = [100] });

        // The stability interval of order 5 ends at 3.3: the steps hover around it.
        Assert.InRange(solved.Lanes[0].Stiffness, 2, 5);
    }
}
