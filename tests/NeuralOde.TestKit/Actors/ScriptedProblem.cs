using NeuralOde.Actors.Running;
using NeuralOde.Actors.Work;
using NeuralOde.Core.Training;
using NeuralOde.Core.Training.Optimisers;
using NeuralOde.Core.Values;

namespace NeuralOde.TestKit.Actors;

/// <summary>A run without a model: gradients are drawn from θ and the examples, over seven decades, so that a
/// sum taken in another order, twice or not at all has other bits.</summary>
public static class ScriptedProblem
{
    public const int Parameters = 32;

    /// <summary>A run that ends soon: 8 shards of 32 micro-batches.</summary>
    public static RunPlan Plan(long steps = 6) => new()
    {
        Run = new("scripted"),
        Seed = new(7),
        Batching = new([.. Enumerable.Repeat(32, 8)], minibatchSize: 256, microBatchSize: 1),
        Rule = new(new Optimiser.Momentum(), new Schedule.Constant(1e-4)),
        Steps = steps,
    };

    /// <summary>The same with validations of 20 examples every second version.</summary>
    public static RunPlan ValidatedPlan(long steps = 6) => Plan(steps) with
    {
        Validation = new Validation.Every(
            new([20], minibatchSize: 20, microBatchSize: 3), Versions: 2, Patience: 0),
    };

    /// <summary>The same with parameters that three servers share. The norm of a gradient decides nothing here, so
    /// that ranges need not be whole blocks.</summary>
    public static RunPlan SharedPlan(long steps = 6) => ValidatedPlan(steps) with
    {
        Ranges = [new(0, 13), new(13, 1), new(14, 18)],
    };

    public static Progress Start(RunPlan plan) => Progress.Start(plan, FlatVector.Of<float>(
        [.. Enumerable.Range(0, Parameters).Select(index => index * 0.1f)]));

    /// <summary>The number by which an example is known again in <see cref="Tally.Correct"/>.</summary>
    public static int NameOf(int shard, int example) => 1 + shard * 1000 + example;

    /// <summary>The time of an example, lognormal about 10; in milliseconds.</summary>
    public static double CostMs(int shard, int example)
    {
        var chance = new Seed(3).Child((ulong)shard).Child((ulong)example);
        var normal = Math.Sqrt(-2 * Math.Log(1 - chance.Uniform(0))) * Math.Cos(
            2 * Math.PI * chance.Uniform(1));
        return 10 * Math.Exp(normal - 0.5);
    }

    /// <summary>The sum of a micro-batch; ten evaluations take a millisecond.</summary>
    public static WorkSum Solve(Minibatch minibatch, TreeNode leaf, Purpose purpose, FlatVector parameters)
    {
        var shard = minibatch.Tree.ShardOf(leaf);
        var examples = minibatch.ExamplesOf(leaf);
        var tally = new Tally
        {
            Examples = examples.Count,
            Loss = examples.Sum(example => LossOf(shard, example, parameters)),
            Correct = examples.Sum(example => NameOf(shard, example)),
            ForwardNfe = [.. examples.Select(example => (int)(10 * CostMs(shard, example)))],
            BackwardNfe = [.. examples.Select(_ => 1)],
            Accepted = examples.Count,
        };
        return new(
            purpose is Purpose.Gradient ? Gradient(shard, examples, parameters) : FlatVector.Of<float>([]),
            tally);
    }

    /// <summary>The run, one micro-batch after the other, with nobody about.</summary>
    public static Progress Undisturbed(RunPlan plan)
    {
        var progress = Start(plan);
        while (progress.Next(plan) is Next.Solve(var purpose))
        {
            var minibatch = plan.MinibatchOf(purpose, progress.Version);
            var sum = WorkSum.At(
                minibatch.Tree, minibatch.Tree.Root, leaf => Solve(
                    minibatch, leaf, purpose, progress.Parameters));
            progress = purpose is Purpose.Gradient
                ? progress.After(
                    TrainingStep.Of(plan.Rule, progress.Training, sum.Gradient, sum.Tally.Examples))
                : progress.After(sum.Tally);
        }

        return progress;
    }

    private static double LossOf(int shard, int example, FlatVector parameters) =>
        Math.Abs(parameters.AsSpan<float>()[(shard + example) % Parameters]) * (1 + Draw(shard, example, 99));

    private static FlatVector Gradient(int shard, ValueArray<int> examples, FlatVector parameters)
    {
        var theta = parameters.AsSpan<float>();
        var gradient = new float[Parameters];
        foreach (var example in examples)
        {
            for (var k = 0; k < Parameters; k++)
            {
                var draw = Draw(shard, example, k);
                var scale = MathF.Pow(10, (int)(draw * 7) - 3);
                gradient[k] += MathF.Sin(theta[k] * 3 + 10 * (float)draw) * scale;
            }
        }

        return FlatVector.Of<float>(gradient);
    }

    private static double Draw(int shard, int example, int k) =>
        new Seed(11).Child((ulong)shard).Child((ulong)example).Uniform((ulong)k);
}
