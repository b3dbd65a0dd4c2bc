using NeuralOde.Core.Programs;
using NeuralOde.Core.Solving;
using Xunit;
using static NeuralOde.Core.Programs.Symbolic;

namespace NeuralOde.Core.Tests.Solving;

public sealed class RefillTests
{
    private static readonly VectorField Field = VectorField.Define(1, 0, (t, y, _) => y * Cos(t));

    [Fact]
    public void Lanes_are_refilled_at_once_so_that_evaluations_are_saved()
    {
        // Every eighth example is 64 times as long as the others: in fixed tiles all would wait for it.
        const int Examples = 8 * 64;
        var t1 = Enumerable.Range(0, Examples).Select(e => e % 8 == 0 ? 64.0 : 1.0).ToArray();
        var options =
            new SolveOptions { Method = Methods.Rk4, Controller = new StepSizeController.Fixed(0.5) };
        var workspace = new SolveWorkspace<double>(Field, options, recordSteps: false);
        workspace.Run(
            new ProblemBatch<double>
            {
                Examples = Examples,
                Y0 = [.. t1.Select(_ => 1.0)],
                T0 = new double[Examples],
                T1 = t1,
            },
            []);

        var needed = (int)t1.Sum(t => 2 * t);
        var lanes = TileSize.Of(1);
        var waiting = Examples / lanes * 128;
        Assert.Equal(needed, workspace.Lanes.ToArray().Sum(lane => lane.Accepted));
        Assert.InRange(workspace.TileSteps, needed / lanes, waiting / 2);
    }

    [Fact]
    public void A_rejected_step_continues_in_the_same_place()
    {
        var options = new SolveOptions { InitialStep = 3 };
        var workspace = new SolveWorkspace<double>(Field, options, recordSteps: true);
        workspace.Run(new ProblemBatch<double> { Examples = 1, Y0 = [1], T0 = [0], T1 = [4] }, []);

        Assert.True(workspace.Lanes[0].Rejected >= 1);
        Assert.Equal(0, workspace.Tape.Times[0]);
        Assert.Equal(1, workspace.Tape.State(0)[0]);
        Assert.Equal(Math.Exp(Math.Sin(4)), workspace.Final[0], 1e-4);
    }

    [Fact]
    public void A_finished_lane_stays_as_it_is_while_others_run()
    {
        var workspace = new SolveWorkspace<double>(Field, new SolveOptions(), recordSteps: true);
        workspace.Run(new ProblemBatch<double> { Examples = 2, Y0 = [1, 1], T0 = [0, 0], T1 = [1, 30] }, []);
        var together = (workspace.Final[0], workspace.Lanes[0]);
        workspace.Run(new ProblemBatch<double> { Examples = 1, Y0 = [1], T0 = [0], T1 = [1] }, []);

        Assert.Equal((workspace.Final[0], workspace.Lanes[0]), together);
        Assert.Equal(1, together.Item2.Time);
    }
}
