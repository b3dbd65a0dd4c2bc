using NeuralOde.Cli.Bench;
using NeuralOde.Core.Adjoints;
using NeuralOde.Core.Data.Formats;
using NeuralOde.Core.Values;
using NeuralOde.TestKit;
using Xunit;

namespace NeuralOde.Cli.Tests.Bench;

public sealed class NetProblemTests
{
    private static readonly ValueArray<int> Sizes = [3, 5, 4, 3];

    private static readonly BenchRequest Accurate = new()
    {
        Batch = 7,
        RelativeTolerance = 1e-11,
        AbsoluteTolerance = 1e-11,
    };

    [Theory]
    [InlineData("discrete")]
    [InlineData("checkpointed")]
    [InlineData("backsolve")]
    public void The_sum_of_the_gradient_is_the_derivative_along_ones(string adjoint)
    {
        const double H = 1e-4;
        var problem = Drawn(Accurate);
        var plan = Plan(microBatch: 4) with { Adjoint = Named(adjoint) };

        var gradient = new BatchRun<double>(problem, plan);
        gradient.Run();

        // A central difference errs by about H² of the third derivative, and by the solve's 1e-11 over H.
        var difference = (Loss(Moved(problem, H)) - Loss(Moved(problem, -H))) / (2 * H);
        Assert.Equal(difference, gradient.SumGradient, 1e-5 * Math.Max(1, Math.Abs(difference)));
        Assert.Equal(0, gradient.Counts.Failed);
    }

    [Fact]
    public void Threads_change_no_bit_of_the_sums()
    {
        var one = new BatchRun<double>(Drawn(Accurate), Plan(microBatch: 2));
        var three = new BatchRun<double>(Drawn(Accurate), Plan(microBatch: 2) with { Threads = 3 });

        one.Run();
        three.Run();

        Assert.Equal((one.SumY, one.SumGradient), (three.SumY, three.SumGradient));
        Assert.Equal(one.Counts.Nvjp, three.Counts.Nvjp);
    }

    [Fact]
    public void A_gradient_of_a_known_batch_allocates_nothing()
    {
        var run = new BatchRun<double>(Drawn(Accurate), Plan(microBatch: 4));
        run.Run();

        run.Run();

        Assert.Equal(0, run.Counts.Bytes);
    }

    [Fact]
    public void Weights_are_read_from_a_file_as_out_in()
    {
        using var folder = new ScratchFolder();
        var file = Write(folder, ("W1", [4, 2]), ("b1", [4]), ("W2", [2, 4]), ("b2", [2]), ("y0", [3, 2]));

        var problem = Assert.IsType<Result<BatchProblem<float>, Failure>.Ok>(
            NetProblem.Of<float>(Sizes, new BenchRequest { Weights = file, Batch = 2 })).Value;

        Assert.Equal([.. Numbers(8), .. Numbers(4), .. Numbers(8), .. Numbers(2)], problem.Parameters);
        Assert.Equal(Numbers(6).Take(4), problem.Y0);
        Assert.Equal(
            ["0.weight", "0.bias", "1.weight", "1.bias"], problem.Field.Layout.Blocks.Select(block => block.Name));
        Assert.Equal([4, 2], problem.Field.Layout.Blocks[0].Shape);
    }

    [Theory]
    [InlineData("W1 has the shape [2, 4], expected [4, 2]", "W1:2,4", "b1:4", "W2:2,4", "b2:2", "y0:3,2")]
    [InlineData("W2 has the shape [2, 3], expected [2, 4]", "W1:4,2", "b1:4", "W2:2,3", "b2:2", "y0:3,2")]
    [InlineData("b2 has the shape [3], expected [2]", "W1:4,2", "b1:4", "W2:2,4", "b2:3", "y0:3,2")]
    [InlineData("y0 has the shape [6], expected [batch, features]", "W1:4,2", "b1:4", "W2:2,4", "b2:2", "y0:6")]
    [InlineData("b2", "W1:4,2", "b1:4", "W2:2,4", "y0:3,2")]
    [InlineData("y0", "W1:4,2", "b1:4", "W2:2,4", "b2:2")]
    [InlineData("W1", "y0:3,2")]
    public void A_file_whose_shapes_do_not_fit_is_refused(string what, params string[] tensors)
    {
        using var folder = new ScratchFolder();
        var file = Write(folder, [.. tensors.Select(tensor => tensor.Split(':')).Select(
            parts => (parts[0], parts[1].Split(',').Select(int.Parse).ToArray()))]);

        var failure = Assert.IsType<Result<BatchProblem<double>, Failure>.Failed>(
            NetProblem.Of<double>(Sizes, new BenchRequest { Weights = file })).Error;

        Assert.Equal(ExitCode.Failed, failure.ExitCode);
        Assert.Contains(what, failure.Message, StringComparison.Ordinal);
        Assert.Contains(file, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_products_in_programs_are_counted()
    {
        const int First = 3 * 5, Second = 5 * 4, Third = 4 * 3;

        var flops = Flops.Of(Drawn(Accurate).Field);

        // The pullback evaluates the hidden layers again, and takes Wᵀ·v and an outer product of every layer.
        Assert.Equal(2 * (First + Second + Third), flops.Evaluation);
        Assert.Equal(2 * (First + Second) + 4 * (First + Second + Third), flops.Pullback);
    }

    private static BatchPlan Plan(int microBatch) =>
        new(Accurate.Options(1), new Adjoint.Discrete(), microBatch) { PullsBack = true };

    private static Adjoint Named(string adjoint) => adjoint switch
    {
        "discrete" => new Adjoint.Discrete(),
        "checkpointed" => new Adjoint.Checkpointed(3),
        _ => new Adjoint.Backsolve(),
    };

    private static BatchProblem<double> Drawn(BenchRequest request) =>
        Assert.IsType<Result<BatchProblem<double>, Failure>.Ok>(NetProblem.Of<double>(Sizes, request)).Value;

    private static BatchProblem<double> Moved(BatchProblem<double> problem, double by) =>
        problem with { Parameters = [.. problem.Parameters.Select(entry => entry + by)] };

    /// <summary>½Σ|y(1)|².</summary>
    private static double Loss(BatchProblem<double> problem)
    {
        var run = new BatchRun<double>(problem, Plan(microBatch: 4) with { PullsBack = false });
        run.Run();
        return run.Y1.Sum(y => y * y) / 2;
    }

    private static string Write(ScratchFolder folder, params (string Name, int[] Shape)[] tensors)
    {
        var file = Path.Combine(folder.Path, "weights.safetensors");
        var arrays = tensors.Select(tensor => new NamedArray(tensor.Name, Array(tensor.Shape)));
        File.WriteAllBytes(file, new Safetensors([.. arrays], []).Write());
        return file;
    }

    private static NumberArray Array(int[] shape) =>
        NumberArray.Of([.. shape], FlatVector.Of<float>(Numbers(shape.Aggregate(1, (x, y) => x * y))));

    private static float[] Numbers(int count) => [.. Enumerable.Range(1, count).Select(i => i / 8f)];
}
