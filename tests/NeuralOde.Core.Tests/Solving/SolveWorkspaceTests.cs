using NeuralOde.Core.Programs;
using NeuralOde.Core.Solving;
using NeuralOde.TestKit;
using Xunit;
using static NeuralOde.Core.Programs.Symbolic;

namespace NeuralOde.Core.Tests.Solving;

public sealed class SolveWorkspaceTests
{
    private const int Examples = 100;

    private static readonly VectorField Oscillator = VectorField.Define(
        2, 1, 1, (_, y, p, u) => Vector(y[1], p * u * (1 - y[0] * y[0]) * y[1] - y[0]));

    [Theory]
    [InlineData(Coupling.Independent)]
    [InlineData(Coupling.Joint)]
    public void A_warm_run_allocates_nothing(Coupling coupling)
    {
        var options = new SolveOptions { Coupling = coupling };
        var workspace = new SolveWorkspace<double>(Oscillator, options, recordSteps: true);
        var (y0, mu) = (new double[2 * Examples], new double[Examples]);
        var (t0, t1, times) = (new double[Examples], new double[Examples], new double[2 * Examples]);
        var offsets = new int[Examples + 1];
        for (var e = 0; e < Examples; e++)
        {
            (y0[2 * e], mu[e], t1[e], times[2 * e], times[2 * e + 1]) = (2, 0.1 + 0.03 * e, 3, 1, 3);
            offsets[e + 1] = 2 * e + 2;
        }

        var batch = new ProblemBatch<double>
        {
            Examples = Examples,
            Y0 = y0,
            Inputs = mu,
            T0 = t0,
            T1 = t1,
            TimeOffsets = offsets,
            Times = times,
        };
        for (var warm = 0; warm < 3; warm++) workspace.Run(batch, [1]);

        var before = GC.GetAllocatedBytesForCurrentThread();
        workspace.Run(batch, [1]);
        var after = GC.GetAllocatedBytesForCurrentThread();

        Assert.Equal(0, after - before);
    }

    [Fact]
    public void Jointly_solved_lanes_share_every_step()
    {
        var batch = new ProblemBatch<double>
        {
            Examples = 3,
            Y0 = [2, 0, 2, 0, 2, 0],
            Inputs = [1, 4, 9],
            T0 = [0, 0, 0],
            T1 = [5, 5, 5],
        };

        var joint = Solved<double>.Of(Oscillator, new SolveOptions { Coupling = Coupling.Joint }, batch, 1.0);
        var own = Solved<double>.Of(Oscillator, new SolveOptions(), batch, 1.0);

        Assert.Single(joint.Lanes.Distinct());
        Assert.Equal(3, own.Lanes.Distinct().Count());
        Assert.All(joint.Final.Zip(own.Final), pair => Assert.Equal(pair.First, pair.Second, 1e-3));
    }

    [Fact]
    public void One_example_jointly_solved_is_that_example_solved()
    {
        var batch = new ProblemBatch<double> { Examples = 1, Y0 = [2, 0], Inputs = [3], T0 = [0], T1 = [5] };

        var joint = Solved<double>.Of(Oscillator, new SolveOptions { Coupling = Coupling.Joint }, batch, 1.0);
        var own = Solved<double>.Of(Oscillator, new SolveOptions(), batch, 1.0);

        Assert.Equal(own.Final, joint.Final);
        Assert.Equal(own.Lanes, joint.Lanes);
    }

    [Fact]
    public void A_run_leaves_nothing_behind_for_the_next()
    {
        var workspace = new SolveWorkspace<double>(Oscillator, new SolveOptions(), recordSteps: true);
        var few = new ProblemBatch<double> { Examples = 1, Y0 = [2, 0], Inputs = [3], T0 = [0], T1 = [5] };
        var many = new ProblemBatch<double>
        {
            Examples = 3,
            Y0 = [1, 0, 1, 1, double.NaN, 1],
            Inputs = [1, 2, 3],
            T0 = [0, 0, 0],
            T1 = [5, -5, 5],
        };
        workspace.Run(few, [1]);
        var (first, steps) = (workspace.Final.ToArray(), workspace.Tape.Count);

        workspace.Run(many, [2]);
        workspace.Run(few, [1]);

        Assert.Equal(first, workspace.Final.ToArray());
        Assert.Equal(steps, workspace.Tape.Count);
    }

    [Fact]
    public void A_tolerance_of_0_is_refused_by_name()
    {
        var error = Assert.Throws<ArgumentException>(() => new SolveWorkspace<double>(
            Oscillator, new SolveOptions { RelativeTolerance = 0 }, recordSteps: false));

        Assert.Contains("RelativeTolerance", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_method_without_an_error_is_refused_with_an_adaptive_controller()
    {
        var error = Assert.Throws<ArgumentException>(() => new SolveWorkspace<double>(
            Oscillator, new SolveOptions { Method = Methods.Rk4 }, recordSteps: false));

        Assert.Contains("Fixed", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Evaluation_times_out_of_order_are_refused_with_their_example()
    {
        var error = Assert.Throws<ArgumentException>(() => Solved<double>.Of(
            Oscillator,
            new SolveOptions(),
            new ProblemBatch<double>
            {
                Examples = 1,
                Y0 = [2, 0],
                Inputs = [3],
                T0 = [0],
                T1 = [5],
                TimeOffsets = [0, 2],
                Times = [2, 1],
            },
            1.0));

        Assert.Contains("example 0", error.Message, StringComparison.Ordinal);
    }
}
