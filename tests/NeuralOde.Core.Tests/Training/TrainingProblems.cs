using System.Numerics;
using NeuralOde.Core.Adjoints;
using NeuralOde.Core.Data;
using NeuralOde.Core.Models;
using NeuralOde.Core.Programs;
using NeuralOde.Core.Solving;
using NeuralOde.Core.Training;
using NeuralOde.Core.Values;
using static NeuralOde.Core.Programs.Symbolic;

namespace NeuralOde.Core.Tests.Training;

/// <summary>Small models and examples, and a loop that trains in one thread without any actor.</summary>
internal static class TrainingProblems
{
    /// <summary>
    /// Steps that do not depend on the parameters: the loss is then a smooth function of them.
    /// </summary>
    public static readonly SolveOptions Frozen =
        new() { Method = Methods.Rk4, Controller = new StepSizeController.Fixed(0.125) };

    /// <summary>
    /// map ▸ ode ▸ map: three inputs, two states that are observed at times of their own, two outputs.
    /// </summary>
    public static Model Sandwich(SolveOptions options, Adjoint? adjoint = null) => Model.Of(
        Stages.Standardise([0.5, 0, -0.5], [1, 2, 0.5]),
        Stages.Dense(3, 2, Activation.Tanh),
        new Stage.Ode(
            VectorField.Mlp(2, [5], Activation.Tanh, Time.Appended),
            options,
            adjoint ?? new Adjoint.Discrete(),
            new SolveSpan.OfExample(),
            HandsOn.Observations),
        Stages.Mlp(new([2, 4, 2], Activation.Softplus)),
        Stages.Function("exp", 2, x => Exp(x)));

    /// <summary>
    /// Examples for <see cref="Sandwich"/> with one to four observations each, some of them missing.
    /// </summary>
    public static Examples<T> Observed<T>(int count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (features, targets, weights) = (new Seed(1), new Seed(2), new Seed(3));
        int[] offsets = [0, .. Enumerable.Range(0, count).Select(i => 1 + i % 4).Running()];
        return new Examples<double>
        {
            InputFeatures = 3,
            TargetFeatures = 2,
            Features = Draws(features, 3 * count),
            T0 = [.. Enumerable.Range(0, count).Select(i => 0.1 * i)],
            TimeOffsets = [.. offsets],
            Times = [.. Enumerable.Range(0, count).SelectMany(i => Times(i, 1 + i % 4))],
            Targets = [.. Draws(targets, 2 * offsets[^1]).Select(Math.Abs)],
            Weights = [.. Draws(weights, 2 * offsets[^1]).Select(draw => draw < -0.6 ? 0.0 : 1)],
        }.Checked().To<T>();
    }

    /// <summary>
    /// The parameters after some steps, each on a minibatch summed in the order of its tree.
    /// </summary>
    public static TrainingState Train<T>(
        Model model, Loss loss, Examples<T> examples, (TrainingRule Rule, Batching Batching, int Steps) plan)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var workspace = new MicroBatchWorkspace<T>(model, loss);
        var state = TrainingState.Start(model.Start(new Seed(1), Precisions.Of<T>()), plan.Rule);
        for (var step = 0; step < plan.Steps; step++)
        {
            var minibatch = plan.Batching.At(new Seed(7), state.Version);
            var sums = minibatch.Tree.LeavesOf(minibatch.Tree.Root).Aggregate(
                new PartialSums<Sum>(minibatch.Tree),
                (sums, leaf) => sums.Merge(leaf, Solve(minibatch.ExamplesOf(leaf)), Sum.Add));
            var root = sums.Sums[0].Sum;
            state = TrainingStep.Of(plan.Rule, state, root.Gradient, root.Examples).State;
        }

        return state;

        Sum Solve(ValueArray<int> indices)
        {
            var gradient = new T[state.Parameters.Length];
            var counts = workspace.Gradient(
                examples, indices.AsSpan(), state.Parameters.AsSpan<T>(), gradient);
            return new(FlatVector.Of<T>(gradient), counts.Examples);
        }
    }

    private static ValueArray<double> Draws(Seed seed, int count) =>
        [.. Enumerable.Range(0, count).Select(i => 2 * seed.Uniform((ulong)i) - 1)];

    private static IEnumerable<double> Times(int example, int count) =>
        Enumerable.Range(1, count).Select(k => 0.1 * example + 0.3 * k);

    private static IEnumerable<int> Running(this IEnumerable<int> numbers)
    {
        var sum = 0;
        foreach (var number in numbers) yield return sum += number;
    }

    private sealed record Sum(FlatVector Gradient, long Examples)
    {
        public static Sum Add(Sum left, Sum right) =>
            new(left.Gradient.Add(right.Gradient), left.Examples + right.Examples);
    }
}
