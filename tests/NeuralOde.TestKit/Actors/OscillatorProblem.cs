using NeuralOde.Actors.Running;
using NeuralOde.Actors.Simulation;
using NeuralOde.Core.Programs;
using NeuralOde.Core.Solving;
using NeuralOde.Core.Training;
using NeuralOde.Core.Training.Optimisers;
using NeuralOde.Core.Values;
using static NeuralOde.Core.Programs.Symbolic;

namespace NeuralOde.TestKit.Actors;

/// <summary>Van der Pol's oscillators with µ from 0.1 to 50, sorted by µ into shards: the costs of their examples,
/// measured by solving them, differ forty-fold, and lie in the worst order for whoever deals shards.</summary>
public static class OscillatorProblem
{
    public const int Shards = 8;
    public const int ExamplesOfShard = 128;
    private const double MsPerEvaluation = 0.05;
    private const double LeastMu = 0.1, GreatestMu = 50;

    private static readonly Lazy<int[]> Measured = new(Measure);

    /// <summary>A run in which every step sees all examples.</summary>
    /// <param name="microBatch">The examples of a micro-batch.</param>
    /// <param name="steps">The versions to reach.</param>
    public static RunPlan Plan(int microBatch, long steps) => new()
    {
        Run = new("oscillators"),
        Seed = new(7),
        Batching = new(
            [.. Enumerable.Repeat(ExamplesOfShard, Shards)], minibatchSize: Shards * ExamplesOfShard, microBatch),
        Rule = new(new Optimiser.Sgd(), new Schedule.Constant(0)),
        Steps = steps,
    };

    /// <summary>The cluster that runs it.</summary>
    public static SimulatedCluster Cluster(RunPlan plan, int workers, ulong seed) => new()
    {
        Plan = plan,
        Start = Progress.Start(plan, FlatVector.Of<float>([0])),
        Workers = workers,
        Solve = static (minibatch, leaf, _, _) => new(FlatVector.Of<float>([0]), new()
        {
            Examples = minibatch.ExamplesOf(leaf).Count,
            ForwardNfe = [.. minibatch.ExamplesOf(leaf).Select(example => NfeOf(minibatch.Tree.ShardOf(leaf), example))],
        }),
        CostMs = CostMs,
        Seed = new(seed),
    };

    /// <summary>The evaluations that the solve of an example takes.</summary>
    public static int NfeOf(int shard, int example) => Measured.Value[shard * ExamplesOfShard + example];

    /// <summary>The time of a micro-batch; in milliseconds.</summary>
    public static double CostMs(Minibatch minibatch, TreeNode leaf) => MsPerEvaluation
        * minibatch.ExamplesOf(leaf).Sum(example => NfeOf(minibatch.Tree.ShardOf(leaf), example));

    /// <summary>The time of a shard; in milliseconds.</summary>
    public static double ShardMs(int shard) =>
        MsPerEvaluation * Enumerable.Range(0, ExamplesOfShard).Sum(example => NfeOf(shard, example));

    private static int[] Measure()
    {
        var field = VectorField.Define(2, 0, 1, (t, y, p, mu) => Vector(y[1], mu * (1 - y[0] * y[0]) * y[1] - y[0]));
        var examples = Shards * ExamplesOfShard;
        var problem = new InitialValueProblem<double>(
            field,
            [
                .. from example in Enumerable.Range(0, examples)
                   select new LaneProblem<double>([2, 0], 0, 10, [])
                   {
                       Inputs = [LeastMu * Math.Pow(GreatestMu / LeastMu, example / (examples - 1.0))],
                   },
            ]);
        var solution = Core.Solving.Solve.Run(
            problem, [], new SolveOptions { RelativeTolerance = 1e-6, AbsoluteTolerance = 1e-6 });
        return [.. solution.Lanes.Select(lane => lane.Statistics.Nfe)];
    }
}
