using NeuralOde.Cli.Bench.Clusters;
using NeuralOde.Core.Values;
using NeuralOde.Runtime.Experiments;
using NeuralOde.TestKit;
using Xunit;

namespace NeuralOde.Cli.Tests.Bench.Clusters;

public sealed class ClusterProblemTests
{
    [Theory]
    [InlineData(1_000, 7)]
    [InlineData(33_000, 128)]
    [InlineData(1_000_000, 937)]
    public void A_net_has_about_as_many_parameters_as_it_is_asked_for(int parameters, int hidden)
    {
        using var folder = new ScratchFolder();

        var problem = Made(ClusterProblem.Net(
            folder.Path, ClusterProblem.HiddenFor(parameters), new(Examples: 16, MicroBatch: 8, Steps: 2)));

        Assert.Equal(hidden, ClusterProblem.HiddenFor(parameters));
        Assert.InRange(problem.Setup.Model.Layout.Total, 0.97 * parameters, 1.03 * parameters);
    }

    [Fact]
    public void Oscillators_lie_in_the_shards_in_the_order_of_their_costs()
    {
        using var folder = new ScratchFolder();

        var problem = Made(ClusterProblem.Oscillators(folder.Path, examples: 64, steps: 2));

        double[] mu =
        [
            .. ShardExamples<double>.Cut(problem.Setup.Data, problem.Setup.Plan)
                .SelectMany(shard => Enumerable.Range(0, shard.Training.Count)
                    .Select(example => shard.Training.Features[3 * example + 2])),
        ];
        Assert.Equal(8, problem.Setup.Plan.Batching.ShardSizes.Count);
        Assert.Equal(64, mu.Length);
        Assert.Equal(mu.Order(), mu);
        Assert.Equal((0.1, 50), (mu[0], Math.Round(mu[^1], 9)));
    }

    private static ClusterProblem Made(Result<ClusterProblem, Failure> problem) =>
        problem.Match(made => made, failure => throw new InvalidOperationException(failure.Message));
}
