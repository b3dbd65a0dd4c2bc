using NeuralOde.Core.Programs;
using NeuralOde.Core.Solving;
using NeuralOde.TestKit;
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

    [Fact]
    public void The_last_examples_close_ranks_and_keep_their_bits()
    {
        const int Examples = 100;
        var field = VectorField.Define(2, 0, 1, (t, y, _, u) => Vector(y[1] + Cos(t), -u[0] * y[0]));
        var times = Enumerable.Range(0, Examples).Select(e => 1.0 + e % 37).ToArray();
        var inputs = Enumerable.Range(0, Examples).Select(e => 1 + 0.1 * e).ToArray();
        double[] y0 = [.. Enumerable.Repeat(0.5, 2 * Examples)], t0 = new double[Examples];
        int[] offsets = [.. Enumerable.Range(0, Examples + 1)];
        var observed = times.Select(time => time / 3).ToArray();
        var options = new SolveOptions { StepTimes = [2, 5] };
        var (one, all) = (Solved(options with { Lanes = 1 }, runs: 1), Solved(options, runs: 1000));

        SameBits.Assert<double>(one.Values, all.Values);
        SameBits.Assert<double>(one.Final, all.Final);
        Assert.Equal(one.Lanes.ToArray(), all.Lanes.ToArray());

        // So many runs that all loops are written which leave out the lanes behind the last example.
        SolveWorkspace<double> Solved(SolveOptions how, int runs)
        {
            var workspace = new SolveWorkspace<double>(field, how, recordSteps: false);
            var batch = new ProblemBatch<double>
            {
                Examples = Examples,
                Y0 = y0,
                Inputs = inputs,
                T0 = t0,
                T1 = times,
                TimeOffsets = offsets,
                Times = observed,
            };
            for (var run = 0; run < runs; run++) workspace.Run(batch, []);
            return workspace;
        }
    }
}
