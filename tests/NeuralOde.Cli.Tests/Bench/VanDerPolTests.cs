using NeuralOde.Cli.Bench;
using NeuralOde.Core.Values;
using NeuralOde.TestKit;
using Xunit;

namespace NeuralOde.Cli.Tests.Bench;

public sealed class VanDerPolTests
{
    private static readonly BenchRequest Small = new() { Batch = 20 };

    [Fact]
    public void The_sum_of_y_agrees_with_a_solve_at_a_tight_tolerance()
    {
        var tight = Small with { RelativeTolerance = 1e-12, AbsoluteTolerance = 1e-12 };

        // Steps at 1e-6 leave errors of about 1e-5 in each of 20 examples, more where the oscillator jumps near t = 10.
        Assert.Equal(Run(tight).SumY, Run(Small).SumY, 1e-2);
    }

    [Fact]
    public void Threads_and_micro_batches_change_no_bit_of_the_sum()
    {
        var plan = VanDerPol.Plan(Small) with { MicroBatch = 3 };

        Assert.Equal(Run(Small, plan).SumY, Run(Small, plan with { Threads = 3 }).SumY);
        Assert.Equal(Run(Small, plan).SumY, Run(Small, plan with { MicroBatch = 20 }).SumY);
    }

    [Fact]
    public void A_solve_of_a_known_batch_allocates_nothing()
    {
        var run = Run(Small);

        run.Run();

        Assert.Equal(0, run.Counts.Bytes);
    }

    [Fact]
    public void Mu_is_read_from_a_file_one_a_line()
    {
        using var folder = new ScratchFolder();
        var request = new BenchRequest { Mu = folder.Write("mu.txt", "0.5\n7\n\n20\n") };

        Assert.Equal([0.5, 7, 20], Problem(request).Inputs);
        Assert.Equal([0.5, 7], Problem(request with { Batch = 2 }).Inputs);
    }

    [Fact]
    public void Mu_is_drawn_between_its_bounds() =>
        Assert.All(Problem(Small with { Batch = 1000 }).Inputs, mu => Assert.InRange(mu, 0.1, 20));

    [Theory]
    [InlineData("line 2", 1, "0.5\nseven\n3\n")]
    [InlineData("no example", 1, "\n")]
    [InlineData("--batch 3", 2, "1\n2\n")]
    public void A_file_of_mu_that_does_not_fit_is_refused(string place, int code, string text)
    {
        using var folder = new ScratchFolder();
        var request = new BenchRequest { Mu = folder.Write("mu.txt", text), Batch = 3 };

        var failure = Assert.IsType<Result<BatchProblem<double>, Failure>.Failed>(
            VanDerPol.Problem<double>(request)).Error;

        Assert.Equal(code, (int)failure.ExitCode);
        Assert.Contains(place, failure.Message, StringComparison.Ordinal);
        Assert.Contains("mu.txt", failure.Message, StringComparison.Ordinal);
    }

    private static BatchRun<double> Run(BenchRequest request) => Run(request, VanDerPol.Plan(request));

    private static BatchRun<double> Run(BenchRequest request, BatchPlan plan)
    {
        var run = new BatchRun<double>(Problem(request), plan);
        run.Run();
        return run;
    }

    private static BatchProblem<double> Problem(BenchRequest request) =>
        Assert.IsType<Result<BatchProblem<double>, Failure>.Ok>(VanDerPol.Problem<double>(request)).Value;
}
