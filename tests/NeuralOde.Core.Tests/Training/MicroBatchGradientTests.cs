using System.Numerics;
using NeuralOde.Core.Data;
using NeuralOde.Core.Models;
using NeuralOde.Core.Programs;
using NeuralOde.Core.Solving;
using NeuralOde.Core.Training;
using NeuralOde.Core.Values;
using NeuralOde.TestKit;
using Xunit;

namespace NeuralOde.Core.Tests.Training;

public sealed class MicroBatchGradientTests
{
    private static readonly int[] All = [.. Enumerable.Range(0, 40)];
    private static readonly Model Sandwich = TrainingProblems.Sandwich(TrainingProblems.Frozen);
    private static readonly double[] Theta =
        Sandwich.Start(new Seed(11), Precision.Double).AsSpan<double>().ToArray();

    public static TheoryData<string> AdjointNames => AllAdjoints.Names;

    public static TheoryData<Loss> AllLosses =>
    [
        new Loss.MeanSquared(), new Loss.MeanAbsolute(), new Loss.Huber(0.7), new Loss.CrossEntropy(),
        new Loss.SumOfSquares(),
    ];

    [Theory, MemberData(nameof(AllLosses))]
    public void The_gradient_of_a_whole_model_is_that_of_central_differences(Loss loss)
    {
        var examples = TrainingProblems.Observed<double>(40);
        var workspace = new MicroBatchWorkspace<double>(Sandwich, loss);
        var gradient = new double[Theta.Length];

        var counts = workspace.Gradient(examples, All, Theta, gradient);

        // All targets of one example are missing.
        Assert.Equal((39, 0), (counts.Examples, counts.Failed));
        for (var i = 0; i < Theta.Length; i++)
        {
            // Differences of step 1e-5 err by about 1e-10·f‴ + 1e-16·L/1e-5 ≈ 1e-9 for losses up to 100.
            var difference = (LossAt(i, 1e-5) - LossAt(i, -1e-5)) / 2e-5;
            Assert.Equal(difference, gradient[i], 2e-8 * Math.Max(1, Math.Abs(difference)));
        }

        double LossAt(int parameter, double step)
        {
            double[] moved = [.. Theta];
            moved[parameter] += step;
            return workspace.Evaluate(examples, All, moved).Loss;
        }
    }

    [Theory, MemberData(nameof(AdjointNames))]
    public void Every_adjoint_gives_the_gradient_of_a_whole_model(string adjoint)
    {
        // Steps so small that RK4 errs by less than 1e-9, which is then all by which
        // the continuous adjoint differs.
        var options = TrainingProblems.Frozen with { Controller = new StepSizeController.Fixed(0.01) };
        var examples = TrainingProblems.Observed<double>(12);
        int[] all = [.. Enumerable.Range(0, 12)];
        var workspace = new MicroBatchWorkspace<double>(
            TrainingProblems.Sandwich(options, AllAdjoints.Named(adjoint)), new Loss.MeanSquared());
        var discrete = new MicroBatchWorkspace<double>(
            TrainingProblems.Sandwich(options), new Loss.MeanSquared());
        var expected = GradientOf(discrete, examples, all);

        var gradient = GradientOf(workspace, examples, all);

        var (ofSteps, scale) = (adjoint != "Backsolve", expected.Max(Math.Abs));
        for (var i = 0; i < Theta.Length; i++)
        {
            // Differences of step 1e-5 err by about 1e-9; the adjoints of steps differ by rounding alone.
            Assert.Equal(expected[i], gradient[i], (ofSteps ? 1e-12 : 1e-8) * scale);
            Assert.Equal((LossAt(i, 1e-5) - LossAt(i, -1e-5)) / 2e-5, gradient[i], 2e-8 * scale);
        }

        double LossAt(int parameter, double step)
        {
            double[] moved = [.. Theta];
            moved[parameter] += step;
            return workspace.Evaluate(examples, all, moved).Loss;
        }
    }

    [Fact, Trait("Category", "Bits")]
    public void Any_workspace_gives_the_same_bits_whatever_it_did_before()
    {
        var examples = TrainingProblems.Observed<double>(40);
        var fresh = new MicroBatchWorkspace<double>(Sandwich, new Loss.MeanSquared());
        var used = new MicroBatchWorkspace<double>(Sandwich, new Loss.MeanSquared());
        _ = used.Gradient(examples, All, [.. Theta.Select(x => 2 * x)], new double[Theta.Length]);

        Assert.Equal(GradientOf(fresh, examples, [3, 1, 4, 15]), GradientOf(used, examples, [3, 1, 4, 15]));
    }

    [Fact, Trait("Category", "Bits")]
    public void A_micro_batch_depends_on_its_own_examples_alone()
    {
        var examples = TrainingProblems.Observed<double>(40);
        var workspace = new MicroBatchWorkspace<double>(Sandwich, new Loss.MeanSquared());

        Assert.Equal(
            GradientOf(workspace, examples, [3, 1, 4, 15]),
            GradientOf(workspace, examples.Take(3, 1, 4, 15), [0, 1, 2, 3]));
    }

    [Theory, MemberData(nameof(AdjointNames))]
    public void An_example_that_fails_is_left_out_as_if_it_were_not_there(string adjoint)
    {
        var (model, examples, theta) = Exploding(adjoint);
        var workspace = new MicroBatchWorkspace<double>(model, new Loss.MeanSquared());
        var (with, without) = (new double[1], new double[1]);

        var some = workspace.Gradient(examples, [0, 1, 2, 3], theta, with);
        var outcomes = workspace.Records.ToArray().Select(record => record.IsGood);

        Assert.Equal((3, 1), (some.Examples, some.Failed));
        Assert.Equal([true, true, false, true], outcomes);
        Assert.Equal(some.Loss, workspace.Gradient(examples, [0, 1, 3], theta, without).Loss);
        Assert.Equal(without, with);
    }

    [Theory, MemberData(nameof(AdjointNames))]
    public void A_micro_batch_of_failures_gives_a_gradient_of_zeros(string adjoint)
    {
        var (model, examples, theta) = Exploding(adjoint);
        var workspace = new MicroBatchWorkspace<double>(model, new Loss.MeanSquared());
        var gradient = new double[1] { 5 };

        var counts = workspace.Gradient(examples, [2, 2], theta, gradient);

        Assert.Equal((0, 2, 0.0), (counts.Examples, counts.Failed, gradient[0]));
    }

    [Fact]
    public void An_evaluation_leaves_out_the_same_examples()
    {
        var (model, examples, theta) = Exploding("Discrete");
        var workspace = new MicroBatchWorkspace<double>(model, new Loss.MeanSquared());

        Assert.Equal(
            workspace.Gradient(examples, [0, 1, 2, 3], theta, new double[1]).Loss,
            workspace.Evaluate(examples, [0, 1, 2, 3], theta).Loss);
    }

    [Fact]
    public void Work_is_counted_by_example()
    {
        var workspace = new MicroBatchWorkspace<double>(Sandwich, new Loss.MeanSquared());

        var counts = workspace.Gradient(
            TrainingProblems.Observed<double>(40), [0, 1], Theta, new double[Theta.Length]);

        // RK4 takes four evaluations a step of 0.125: 3 steps to t0 + 0.3, 5 to t0 + 0.6.
        Assert.Equal([3, 5], workspace.Records.ToArray().Select(record => record.Accepted));
        Assert.Equal((8L, 0L), (counts.Accepted, counts.Rejected));
        Assert.Equal(workspace.Records.ToArray().Sum(record => record.NfeForward), counts.NfeForward);
        Assert.True(counts.Nvjp >= 32);
    }

    [Theory, MemberData(nameof(AdjointNames))]
    public void A_gradient_allocates_nothing_once_it_is_warm(string adjoint)
    {
        Assert.Equal(0, AllocatedBy<double>(adjoint));
        Assert.Equal(0, AllocatedBy<float>(adjoint));
    }

    [Fact]
    public void Single_precision_agrees_with_double()
    {
        var loss = new Loss.MeanSquared();

        var wide = GradientOf(
            new MicroBatchWorkspace<double>(Sandwich, loss), TrainingProblems.Observed<double>(40), All);
        var narrow = GradientOf(
            new MicroBatchWorkspace<float>(Sandwich, loss), TrainingProblems.Observed<float>(40), All);

        // 24 bits, lost over some dozen steps and 40 examples.
        var scale = wide.Max(Math.Abs);
        for (var i = 0; i < wide.Length; i++) Assert.Equal(wide[i], narrow[i], 1e-5 * scale);
    }

    // y' = θ·y², which reaches infinity at t = 1/(θ·y0): before its end at t = 1 where y0 is 2.
    private static (Model Model, Examples<double> Examples, double[] Theta) Exploding(string adjoint)
    {
        var field = VectorField.Define(1, 1, (t, y, p) => p[0] * y * y);
        var model = Model.Of(new Stage.Ode(
            field, new SolveOptions(), AllAdjoints.Named(adjoint), new SolveSpan.Fixed(), HandsOn.End));
        return (model, ExampleSets.OneTarget<double>([0.1, 0.5, 2, -1], 1, [0, 0, 0, 0], 1), [1.0]);
    }

    private static double[] GradientOf<T>(
        MicroBatchWorkspace<T> workspace, Examples<T> examples, int[] indices)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var gradient = new T[Theta.Length];
        _ = workspace.Gradient(examples, indices, [.. Theta.Select(T.CreateChecked)], gradient);
        return [.. gradient.Select(double.CreateChecked)];
    }

    private static long AllocatedBy<T>(string adjoint)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var model = TrainingProblems.Sandwich(SolveOptions.For<T>(), AllAdjoints.Named(adjoint));
        var workspace = new MicroBatchWorkspace<T>(model, new Loss.CrossEntropy());
        var examples = TrainingProblems.Observed<T>(40);
        T[] theta = [.. Theta.Select(T.CreateChecked)];
        var gradient = new T[theta.Length];
        for (var i = 0; i < 3; i++) _ = workspace.Gradient(examples, All, theta, gradient);

        var before = GC.GetAllocatedBytesForCurrentThread();
        _ = workspace.Gradient(examples, All, theta, gradient);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
