using NeuralOde.Actors.Running;
using NeuralOde.Actors.Work;
using NeuralOde.Core.Data;
using NeuralOde.Core.Models;
using NeuralOde.Core.Programs;
using NeuralOde.Core.Solving;
using NeuralOde.Core.Training;
using NeuralOde.Core.Training.Optimisers;
using NeuralOde.Core.Values;
using NeuralOde.Runtime.Hosting;

namespace NeuralOde.Runtime.Tests.Hosting;

/// <summary>A small real training: a network learns a damped rotation from 30 points, with
/// validation.</summary>
internal static class OscillatorTraining
{
    private static readonly Model Model = Model.Of(Stages.Block(
        VectorField.Mlp(2, [8], Activation.Tanh, Time.Appended), new SolveOptions { RelativeTolerance = 1e-5 }));

    private static readonly Examples<double> Training = Rotated(30, new(1));
    private static readonly Examples<double> Held = Rotated(9, new(2));

    public static RunPlan Plan { get; } = new()
    {
        Run = new("oscillator"),
        Seed = new(3),
        Batching = new([16, 14], minibatchSize: 15, microBatchSize: 3),
        Validation = new Validation.Every(
            new([9], minibatchSize: 9, microBatchSize: 2), Versions: 4, Patience: 0),
        Rule = new(new Optimiser.Adam(), new Schedule.Constant(0.02), ClipNorm: 1),
        Steps = 30,
    };

    public static TrainingJob Job(int threads, ICheckpoints checkpoints) => new(
        new()
        {
            Plan = Plan,
            Start = Progress.Start(Plan, Model.Start(new Seed(4), Precision.Double)),
            Checkpoints = checkpoints,
        },
        static () => new Solver(),
        threads);

    private static Examples<double> Rotated(int count, Seed seed)
    {
        double[] from = [.. Enumerable.Range(0, 2 * count).Select(i => 2 * seed.Uniform((ulong)i) - 1)];
        double[] to =
            [.. Enumerable.Range(0, 2 * count).Select(i => 0.8 * (i % 2 == 0 ? -from[i + 1] : from[i - 1]))];
        return ExampleSets.OneTarget<double>(from, 2, to, 2);
    }

    private sealed class Solver : IUnitSolver
    {
        private readonly MicroBatchWorkspace<double> _workspace = new(Model, new Loss.MeanSquared());

        public WorkSum Solve(WorkUnit unit, FlatVector parameters)
        {
            var minibatch = Plan.MinibatchOf(unit.Purpose, unit.Version);
            return WorkSum.At(minibatch.Tree, unit.Node, leaf => unit.Purpose is Purpose.Gradient
                ? Gradient(minibatch, leaf, parameters.AsSpan<double>())
                : Loss(minibatch, leaf, parameters.AsSpan<double>()));
        }

        // Shard 0 holds the first 16 examples, shard 1 the others.
        private WorkSum Gradient(Minibatch minibatch, TreeNode leaf, ReadOnlySpan<double> parameters)
        {
            var first = minibatch.Tree.ShardOf(leaf) * 16;
            int[] indices = [.. minibatch.ExamplesOf(leaf).Select(example => first + example)];
            var gradient = new double[parameters.Length];
            var counts = _workspace.Gradient(Training, indices, parameters, gradient);
            return new(FlatVector.Of<double>(gradient), Tally(counts));
        }

        private WorkSum Loss(Minibatch minibatch, TreeNode leaf, ReadOnlySpan<double> parameters) => new(
            FlatVector.Of<double>([]),
            Tally(_workspace.Evaluate(Held, minibatch.ExamplesOf(leaf).AsSpan(), parameters)));

        private Tally Tally(in MicroBatchStatistics counts) => new()
        {
            Examples = counts.Examples,
            Loss = counts.Loss,
            ForwardNfe = [.. _workspace.Records.ToArray().Select(record => record.NfeForward)],
        };
    }
}
