using NeuralOde.Core.Programs;
using NeuralOde.Core.Solving;
using NeuralOde.TestKit;
using Xunit;
using static NeuralOde.Core.Programs.Symbolic;

namespace NeuralOde.Core.Tests.Solving;

public sealed class AccountingTests
{
    private static readonly VectorField Field = VectorField.Define(1, 0, (t, y, _) => y * Cos(9 * t));

    [Theory]
    [InlineData("Euler", 10 * 1)]
    [InlineData("Heun", 10 * 2)]
    [InlineData("Rk4", 10 * 4)]
    [InlineData("Bosh3", 1 + 10 * 3)]
    [InlineData("Dopri5", 1 + 10 * 6)]
    [InlineData("Tsit5", 1 + 10 * 6)]
    public void Fixed_steps_cost_their_stages_and_fsal_one_slope_before_them(string method, int nfe)
    {
        var options = new SolveOptions
        {
            Method = AllMethods.Named(method),
            Controller = new StepSizeController.Fixed(0.1),
        };

        var lane = Solved<double>.Of(Field, options, Unit()).Lanes[0];

        Assert.Equal(
            (10, 10, 0, nfe, OutcomeCode.Finished), (lane.Steps, lane.Accepted, lane.Rejected, lane.Nfe, lane.Code));
    }

    [Theory]
    [InlineData("Heun", 0, 2)]
    [InlineData("Dopri5", 1, 6)]
    public void Adaptive_steps_cost_their_stages_the_first_slope_and_the_probe(
        string method, int fsal, int stages)
    {
        var options = new SolveOptions { Method = AllMethods.Named(method), RelativeTolerance = 1e-5 };
        var given = options with { InitialStep = 0.5 };

        var found = Solved<double>.Of(Field, options, Unit()).Lanes[0];
        var lane = Solved<double>.Of(Field, given, Unit()).Lanes[0];

        Assert.Equal(2 + stages * found.Steps, found.Nfe);
        Assert.Equal(fsal + stages * lane.Steps, lane.Nfe);
        Assert.True(lane.Rejected > 0, "The given first step should be too large.");
    }

    [Fact]
    public void An_interval_of_length_0_costs_nothing()
    {
        var batch = new ProblemBatch<double>
        {
            Examples = 1,
            Y0 = [3],
            T0 = [2],
            T1 = [2],
            TimeOffsets = [0, 2],
            Times = [2, 2],
        };

        var solved = Solved<double>.Of(Field, new SolveOptions(), batch);

        Assert.Equal(
            (0, 0, OutcomeCode.Finished), (solved.Lanes[0].Steps, solved.Lanes[0].Nfe, solved.Lanes[0].Code));
        Assert.Equal([3, 3], solved.Values);
        Assert.Equal([3], solved.Final);
    }

    [Fact]
    public void Only_accepted_steps_are_on_the_tape_and_they_follow_one_another()
    {
        var options = new SolveOptions { InitialStep = 0.9, RelativeTolerance = 1e-5 };
        var workspace = new SolveWorkspace<double>(Field, options, recordSteps: true);
        workspace.Run(Unit(), []);
        var tape = workspace.Tape;

        Assert.True(workspace.Lanes[0].Rejected > 0);
        Assert.Equal(workspace.Lanes[0].Accepted, tape.Count);
        var end = 1.0;
        var record = tape.Last[0];
        for (; record >= 0; record = tape.Previous[record])
        {
            Assert.Equal(end, tape.Times[record] + tape.Steps[record]);
            end = tape.Times[record];
        }

        Assert.Equal(0, end);
    }

    private static ProblemBatch<double> Unit() => new() { Examples = 1, Y0 = [1], T0 = [0], T1 = [1] };
}
