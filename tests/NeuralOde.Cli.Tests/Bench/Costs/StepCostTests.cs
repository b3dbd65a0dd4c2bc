using System.Xml.Linq;
using NeuralOde.Cli.Bench.Costs;
using Xunit;

namespace NeuralOde.Cli.Tests.Bench.Costs;

public sealed class StepCostTests
{
    private static readonly ClusterCosts Free = new()
    {
        LetterMs = 0,
        BytesPerMsIn = double.PositiveInfinity,
        BytesPerMsOut = double.PositiveInfinity,
        AnswerMs = 0,
        AnswerMsPerWorker = 0,
        DealMsPerWorker = 0,
        ByteMs = 0,
        WriteByteMs = 0,
        CarryByteMs = 0,
        ParameterMs = 0,
    };

    private static readonly ClusterCosts Real = new()
    {
        LetterMs = 0.3,
        BytesPerMsIn = 500_000,
        BytesPerMsOut = 1_000_000,
        AnswerMs = 0.05,
        AnswerMsPerWorker = 0.002,
        DealMsPerWorker = 0.1,
        ByteMs = 1e-6,
        WriteByteMs = 1e-6,
        CarryByteMs = 3e-6,
        ParameterMs = 1e-6,
    };

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(1000)]
    public void Where_letters_cost_nothing_a_step_is_solving_and_the_longest_micro_batch(int workers)
    {
        var work = CostCurves.Work(parameters: 1e6);

        var cost = StepCost.Of(Free, new(workers), work);

        Assert.Equal(work.SolveMs / workers + work.LongestMs * (1 - 1.0 / workers), cost.StepMs, 9);
        Assert.Equal(StepCost.BySolving, cost.Limit);
    }

    [Fact]
    public void Units_are_those_of_guided_self_scheduling_but_no_more_than_micro_batches()
    {
        // 2 s for 8 workers, of which each unit takes 4·8·0.2 ms: 1.2·2·8·(1 + ln(2000/(2·8·6.4))).
        var many = StepCost.Of(Real, new(8), new(2000, 1, Leaves: 1e6, Bytes: 4, Parameters: 1));
        var few = StepCost.Of(Real, new(8), new(2000, 1, Leaves: 16, Bytes: 4, Parameters: 1));

        Assert.Equal(76.3, many.Units, 0.1);
        Assert.Equal(16, few.Units);
    }

    [Fact]
    public void Sums_of_more_parameters_are_fewer()
    {
        var work = CostCurves.Work(parameters: 1e5);

        var few = StepCost.Of(Real, new(64), work);
        var many = StepCost.Of(Real, new(64), work with { Bytes = 4e6, Parameters = 1e6 });

        // Four times as long as 64 workers' letters of 0.2 ms and 2 ms a megabyte take: 256 ms and 2,099 ms of 100 s.
        Assert.Equal(1.2 * 2 * 64 * (1 + Math.Log(100_000 / (2 * 64 * 256.0))), few.Units, 0.1);
        Assert.Equal(1.2 * 64, many.Units, 0.1);
    }

    [Fact]
    public void Cores_that_all_share_make_a_step_longer_where_letters_are_long()
    {
        var work = CostCurves.Work(parameters: 1e7);

        var own = StepCost.Of(Real, new(8), work);
        var shared = StepCost.Of(Real, new(8, Cores: 2), work);

        Assert.True(shared.StepMs > own.StepMs);
        Assert.Equal(shared.Units * (0.066 + 4e7 * 5e-6) / 2, shared.CoresMs, 6);
    }

    [Fact]
    public void A_hundred_million_parameters_wait_for_the_broker_and_more_of_both_help()
    {
        var (one, more) = (new ClusterShape(1000), new ClusterShape(1000, Brokers: 3, Servers: 8));
        var work = CostCurves.Work(1e8);

        var (alone, shared) = (StepCost.Of(Real, one, work), StepCost.Of(Real, more, work));

        Assert.NotEqual(StepCost.BySolving, alone.Limit);
        Assert.True(shared.StepMs < alone.StepMs);
        Assert.Equal(alone.BrokerMs / 3, shared.BrokerMs, 6);
    }

    [Fact]
    public void The_curves_reach_from_one_worker_to_a_thousand_and_to_a_hundred_million_parameters()
    {
        var lines = CostCurves.Csv(Real).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var drawing = XDocument.Parse(CostPlot.Svg(Real));

        Assert.Equal(1 + CostCurves.Shapes.Count * CostCurves.Parameters.Count * CostCurves.Workers.Count, lines.Length);
        Assert.Contains(lines, line => line.StartsWith("1000,100000000,1,1,", StringComparison.Ordinal));
        Assert.Equal("svg", drawing.Root!.Name.LocalName);
    }
}
