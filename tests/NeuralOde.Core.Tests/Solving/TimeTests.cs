using NeuralOde.Core.Programs;
using NeuralOde.Core.Solving;
using NeuralOde.TestKit;
using Xunit;
using static NeuralOde.Core.Programs.Symbolic;

namespace NeuralOde.Core.Tests.Solving;

public sealed class TimeTests
{
    private static readonly SolveOptions Tight =
        new() { RelativeTolerance = 1e-10, AbsoluteTolerance = 1e-12 };

    [Fact]
    public void A_backward_solve_equals_the_solve_of_the_mirrored_field()
    {
        var field = VectorField.Define(1, 0, (t, y, _) => y * Cos(t) + t);
        var mirrored = VectorField.Define(1, 0, (t, y, _) => -(y * Cos(-t) - t));
        var backward = new ProblemBatch<double>
        {
            Examples = 1,
            Y0 = [1],
            T0 = [2],
            T1 = [-1],
            TimeOffsets = [0, 3],
            Times = [2, 0.5, -1],
        };
        var forward = new ProblemBatch<double>
        {
            Examples = 1,
            Y0 = [1],
            T0 = [-2],
            T1 = [1],
            TimeOffsets = [0, 3],
            Times = [-2, -0.5, 1],
        };

        var left = Solved<double>.Of(field, Tight, backward);
        var right = Solved<double>.Of(mirrored, Tight, forward);

        // Every operation is the mirror image of the other, so that not even rounding differs.
        Assert.Equal(right.Values, left.Values);
        Assert.Equal(right.Lanes[0].Nfe, left.Lanes[0].Nfe);
    }

    [Fact]
    public void Going_there_and_back_ends_where_it_began()
    {
        var field = VectorField.Define(1, 0, (t, y, _) => y * Cos(t));
        var there = Solved<double>.Of(
            field, Tight, new ProblemBatch<double> { Examples = 1, Y0 = [1], T0 = [0], T1 = [3] });
        var back = Solved<double>.Of(
            field, Tight, new ProblemBatch<double> { Examples = 1, Y0 = there.Final, T0 = [3], T1 = [0] });

        Assert.Equal(1, back.Final[0], 1e-8);
    }

    [Fact]
    public void Duplicate_times_and_both_ends_get_their_values()
    {
        var field = VectorField.Define(1, 0, (_, y, _) => y);
        var solved = Solved<double>.Of(field, Tight, new ProblemBatch<double>
        {
            Examples = 1,
            Y0 = [1],
            T0 = [0],
            T1 = [1],
            TimeOffsets = [0, 6],
            Times = [0, 0, 0.5, 0.5, 1, 1],
        });

        double[] expected = [1, 1, Math.Exp(0.5), Math.Exp(0.5), Math.E, Math.E];
        Assert.All(solved.Values.Zip(expected), pair => Assert.Equal(pair.Second, pair.First, 1e-8));
        Assert.Equal(solved.Values[2], solved.Values[3]);
        Assert.Equal(solved.Final[0], solved.Values[5]);
    }

    [Fact]
    public void An_empty_batch_has_an_empty_solution()
    {
        var field = VectorField.Define(1, 0, (_, y, _) => y);
        var solved = Solved<double>.Of(
            field, Tight, new ProblemBatch<double> { Examples = 0, Y0 = [], T0 = [], T1 = [] });

        Assert.Empty(solved.Final);
        Assert.Empty(solved.Lanes);
    }

    [Theory]
    [InlineData("Dopri5")]
    [InlineData("Rk4")]
    [InlineData("Heun")]
    public void Steps_end_on_step_times_and_each_sees_its_own_side_of_a_jump(string method)
    {
        // y' = 1 before t = 1 and −2 behind it: every method is exact, if no stage looks across.
        var field = VectorField.Define(1, 0, (t, _, _) => If(Less(t, 1), 1, -2));
        var options = new SolveOptions
        {
            Method = AllMethods.Named(method),
            Controller = new StepSizeController.Fixed(0.3),
            StepTimes = [1],
        };

        var forward = Solved<double>.Of(
            field, options, new ProblemBatch<double> { Examples = 1, Y0 = [0], T0 = [0], T1 = [2] });
        var backward = Solved<double>.Of(
            field, options, new ProblemBatch<double> { Examples = 1, Y0 = [0], T0 = [2], T1 = [0] });

        Assert.Equal(-1, forward.Final[0], 1e-14);
        Assert.Equal(1, backward.Final[0], 1e-14);
        Assert.Equal(8, forward.Lanes[0].Accepted);
        var stages = AllMethods.Tableau(options.Method).Stages;
        Assert.Equal(method == "Dopri5" ? 1 + 1 + 8 * 6 : 8 * stages, forward.Lanes[0].Nfe);
    }

    [Theory]
    [InlineData("Heun")]
    [InlineData("Tsit5")]
    public void Replaying_the_ends_of_steps_gives_the_same_bits(string method)
    {
        var field = VectorField.Define(1, 0, (t, y, _) => y * Cos(t));
        var options = new SolveOptions { Method = AllMethods.Named(method), RelativeTolerance = 1e-5 };
        var workspace = new SolveWorkspace<double>(field, options, recordSteps: true);
        workspace.Run(
            new ProblemBatch<double>
            {
                Examples = 2,
                Y0 = [1, 2],
                T0 = [0, 0],
                T1 = [3, -2],
                TimeOffsets = [0, 1, 2],
                Times = [1, -1],
            },
            []);
        var (values, final) = (workspace.Values.ToArray(), workspace.Final.ToArray());
        double[][] ends = [.. Enumerable.Range(0, 2).Select(example => Ends(workspace.Tape, example))];

        workspace.Run(
            new ProblemBatch<double>
            {
                Examples = 2,
                Y0 = [1, 2],
                T0 = [0, 0],
                T1 = [3, -2],
                TimeOffsets = [0, 1, 2],
                Times = [1, -1],
                StepOffsets = [0, ends[0].Length, ends[0].Length + ends[1].Length],
                StepEnds = [.. ends[0], .. ends[1]],
            },
            []);

        Assert.Equal(values, workspace.Values.ToArray());
        Assert.Equal(final, workspace.Final.ToArray());
        Assert.Equal(0, workspace.Lanes[0].Rejected);
    }

    private static double[] Ends(StepTapeWorkspace<double> tape, int example)
    {
        var ends = new List<double>();
        for (var record = tape.Last[example]; record >= 0; record = tape.Previous[record])
        {
            ends.Insert(0, tape.Times[record] + tape.Steps[record]);
        }

        return [.. ends];
    }
}
