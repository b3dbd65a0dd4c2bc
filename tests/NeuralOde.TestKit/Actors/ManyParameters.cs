using NeuralOde.Actors.Mail;
using NeuralOde.Actors.Running;
using NeuralOde.Actors.Simulation;
using NeuralOde.Core.Training;
using NeuralOde.Core.Training.Optimisers;
using NeuralOde.Core.Values;

namespace NeuralOde.TestKit.Actors;

/// <summary>A run without a model, of as many parameters as three servers can share, whose gradients are too long and
/// are shortened in every step.</summary>
public static class ManyParameters
{
    public const int Length = 2 * Gradients.Block + 1000;
    public const double ClipNorm = 0.5;

    public static RunPlan Plan(int servers) => new()
    {
        Run = new("many"),
        Seed = new(7),
        Batching = new([4, 3], minibatchSize: 7, microBatchSize: 1),
        Rule = new(new Optimiser.Adam(), new Schedule.Constant(1e-2), ClipNorm),
        Steps = 3,
        Ranges = servers == 1 ? [] : KeyRange.Shared(Length, servers),
    };

    public static SimulatedCluster Cluster(int servers) => new()
    {
        Plan = Plan(servers),
        Start = Progress.Start(Plan(servers), FlatVector.Filled<float, int>(Length, 0, static (theta, _) =>
        {
            for (var k = 0; k < theta.Length; k++) theta[k] = k % 1000 / 1000f;
        })),
        Workers = 2,
        Solve = static (_, leaf, _, theta) => new(GradientOf(leaf, theta), new() { Examples = 1 }),
        CostMs = static (_, _) => 10,
        Seed = new(1),
    };

    private static FlatVector GradientOf(TreeNode leaf, FlatVector parameters) =>
        FlatVector.Filled<float, (int Leaf, FlatVector Theta)>(Length, (leaf.Index, parameters), static (g, from) =>
        {
            var theta = from.Theta.AsSpan<float>();
            for (var k = 0; k < g.Length; k++) g[k] = MathF.Sin(theta[k] * (3 + from.Leaf) + k);
        });
}
