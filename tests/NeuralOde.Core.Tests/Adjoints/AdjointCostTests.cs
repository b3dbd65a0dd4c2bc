using NeuralOde.Core.Adjoints;
using NeuralOde.Core.Programs;
using NeuralOde.Core.Solving;
using NeuralOde.TestKit;
using Xunit;

namespace NeuralOde.Core.Tests.Adjoints;

/// <summary>What an adjoint costs, counted exactly.</summary>
public sealed class AdjointCostTests
{
    private static readonly VectorField Net = VectorField.Mlp(2, [8], Activation.Tanh);

    private static readonly double[] Theta =
        [.. Enumerable.Range(1, Net.Parameters).Select(k => 0.5 * Math.Sin(k))];

    public static TheoryData<string> Adjoints => AllAdjoints.Names;

    [Theory, MemberData(nameof(Adjoints))]
    public void A_step_allocates_nothing_after_warm_up(string adjoint)
    {
        var batch = ObservedBatch<double>.First(90);
        var workspace = new AdjointSolveWorkspace<double>(
            ObservedBatch<double>.Field, new SolveOptions(), AllAdjoints.Named(adjoint));
        var cotangent = batch.Cotangent(new double[2 * batch.Times.Length]);
        var gradient = new double[ObservedBatch<double>.Field.Parameters];
        // The code of chains is written in the first steps, when it pays.
        for (var i = 0; i < 6; i++) Step();

        var before = GC.GetAllocatedBytesForCurrentThread();
        Step();

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Step()
        {
            workspace.Forward(batch.Problems, ObservedBatch<double>.Theta);
            workspace.PullBack(cotangent, gradient);
            workspace.PullBackTimes(cotangent);
        }
    }

    [Fact]
    public void The_tape_grows_with_the_steps() =>
        Assert.InRange(
            Held(new Adjoint.Discrete(), 2000) / (double)Held(new Adjoint.Discrete(), 1000), 1.9, 2.0);

    [Fact]
    public void The_checkpoints_grow_with_their_number_and_not_with_the_steps()
    {
        var ten = Held(new Adjoint.Checkpointed(10), 1000);

        Assert.Equal(ten, Held(new Adjoint.Checkpointed(10), 2000));
        Assert.Equal(2 * ten, Held(new Adjoint.Checkpointed(20), 1000));
    }

    [Fact]
    public void The_way_back_of_backsolve_holds_the_same_for_any_number_of_steps() =>
        Assert.Equal(Held(new Adjoint.Backsolve(), 1000), Held(new Adjoint.Backsolve(), 2000));

    // Tsit5: six stages matter for y1, the seventh only for an observation inside of a step; their slopes are
    // kept, and nothing is evaluated again.
    [Fact]
    public void Pullbacks_and_evaluations_add_up_exactly()
    {
        var end = PullBack(new Adjoint.Discrete(), 10, [1]).Records[0];
        var inside = PullBack(new Adjoint.Discrete(), 10, [0.55]).Records[0];
        var backsolve = PullBack(new Adjoint.Backsolve(), 10, [1]).Records[0];

        Assert.Equal((60, 0), (end.Nvjp, end.NfeBackward));
        Assert.Equal((61, 0), (inside.Nvjp, inside.NfeBackward));

        // One slope to begin with and six a step, and six pullbacks a step of the quadrature.
        Assert.Equal((61 + 60, 61), (backsolve.Nvjp, backsolve.NfeBackward));
    }

    [Fact]
    public void Checkpoints_cost_the_binomial_number_of_evaluations()
    {
        var record = PullBack(new Adjoint.Checkpointed(3), 10, [1]).Records[0];

        // 15 advances and 10 steps before their reversal, of six evaluations each.
        Assert.Equal(25 * 6, record.NfeBackward);
        Assert.Equal(60, record.Nvjp);
    }

    private static long Held(Adjoint adjoint, int steps) => PullBack(adjoint, steps, [1]).HeldBytes;

    private static PulledBack<double> PullBack(Adjoint adjoint, int steps, double[] times) => PulledBack<double>.Of(
        (Net, new SolveOptions { Controller = new StepSizeController.Fixed(1.0 / steps) }, adjoint),
        new ProblemBatch<double>
        {
            Examples = 1,
            Y0 = [1, -0.5],
            T0 = [0],
            T1 = [1],
            TimeOffsets = [0, times.Length],
            Times = times,
        },
        Theta,
        values => values);
}
