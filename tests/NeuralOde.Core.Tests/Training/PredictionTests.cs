using NeuralOde.Core.Data;
using NeuralOde.Core.Models;
using NeuralOde.Core.Programs;
using NeuralOde.Core.Solving;
using NeuralOde.Core.Training;
using NeuralOde.Core.Values;
using Xunit;
using static NeuralOde.Core.Programs.Symbolic;

namespace NeuralOde.Core.Tests.Training;

public sealed class PredictionTests
{
    private static readonly FlatVector Rate = FlatVector.Of<double>([-0.5]);
    private static readonly VectorField Decay = VectorField.Define(1, 1, (t, y, p) => p[0] * y);
    private static readonly SolveOptions Tight =
        new() { RelativeTolerance = 1e-10, AbsoluteTolerance = 1e-12 };

    [Fact]
    public void A_trajectory_is_predicted_at_each_observation()
    {
        var model = Model.Of(Stages.Trajectory(Decay, Tight));
        var examples = ExampleSets.Trajectory<double>([1, 1.5, 3], [0, 0, 0], [2.0]);

        var prediction = Prediction<double>.Of(model, Rate, examples);

        // y = 2 e^{−(t − 1)/2}; the tolerance of the solve, ten steps of it.
        Assert.Equal(2, prediction.Values[0]);
        Assert.Equal(2 * Math.Exp(-0.25), prediction.Values[1], 1e-9);
        Assert.Equal(2 * Math.Exp(-1), prediction.Values[2], 1e-9);
    }

    [Fact]
    public void A_block_is_solved_over_its_own_span_whatever_the_examples_say()
    {
        var model = Model.Of(
            Stages.Standardise([1], [2]), Stages.Block(Decay, Tight), Stages.Destandardise([1], [2]));
        var examples = ExampleSets.Trajectory<double>([5], [0], [7.0]);

        var prediction = Prediction<double>.Of(model, Rate, examples);

        Assert.Equal(1 + 2 * 3 * Math.Exp(-0.5), prediction.Values[0], 1e-9);
    }

    [Fact]
    public void A_block_behind_observations_treats_each_as_a_row_of_its_own()
    {
        var model = Model.Of(Stages.Trajectory(Decay, Tight), Stages.Block(Decay, Tight));
        var examples = ExampleSets.Trajectory<double>([0, 2], [0, 0], [1.0]);

        var prediction = Prediction<double>.Of(model, FlatVector.Of<double>([-0.5, 1]), examples);

        Assert.Equal(Math.E, prediction.Values[0], 1e-9);
        Assert.Equal(1, prediction.Values[1], 1e-9);
    }

    [Fact]
    public void Inputs_of_each_example_reach_the_field()
    {
        var field = VectorField.Define(1, 0, 2, (t, y, p, u) => u[0] - u[1]);
        var examples = ExampleSets.OneTarget<double>([1, 2], 1, [0, 0], 1) with
        {
            ExogenousFeatures = 2,
            Exogenous = [3, 1, 0, 1],
        };

        var prediction = Prediction<double>.Of(
            Model.Of(Stages.Block(field, Tight)), FlatVector.Zeros(Precision.Double, 0), examples);

        Assert.Equal(3, prediction.Values[0], 1e-12);
        Assert.Equal(1, prediction.Values[1], 1e-12);
    }

    [Fact, Trait("Category", "Bits")]
    public void An_example_is_predicted_with_the_same_bits_in_any_company()
    {
        var model = TrainingProblems.Sandwich(new SolveOptions());
        var examples = TrainingProblems.Observed<double>(40);
        var theta = model.Start(new Seed(3), Precision.Double);

        var all = Prediction<double>.Of(model, theta, examples);
        var alone = Prediction<double>.Of(model, theta, examples.Take(17));

        Assert.Equal(alone.Values, all.Values.Skip(2 * examples.TimeOffsets[17]).Take(alone.Values.Count));
    }

    [Fact]
    public void A_failed_example_is_predicted_as_not_a_number_and_says_why()
    {
        var field = VectorField.Define(1, 1, (t, y, p) => p[0] * y * y);
        var examples = ExampleSets.OneTarget<double>([0.5, 2], 1, [1, 0], 1);
        var model = Model.Of(Stages.Block(field, new SolveOptions()));

        var prediction = Prediction<double>.Of(model, FlatVector.Of<double>([1]), examples);
        var evaluation = Evaluation.Of(new Loss.MeanSquared(), prediction, examples);

        Assert.True(double.IsNaN(prediction.Values[1]));
        Assert.Contains(
            "t = 0.5", LaneOutcome.Of(prediction.Records[1].Failure).Describe(1), StringComparison.Ordinal);
        Assert.Equal(0, evaluation.Loss, 1e-6);
        Assert.Equal((1, 1), (evaluation.Counts.Examples, evaluation.Counts.Failed));
    }

    [Fact]
    public void Features_can_be_functions_of_the_state()
    {
        var net = new Mlp([2, 3, 2], Activation.Tanh);
        var cubes = VectorField.Define(2, net.Layout, (t, y, p) => net.Apply(y * y * y, p));
        var model = Model.Of(Stages.Block(cubes, Tight), Stages.Function("exp", 2, x => Exp(x)));
        var examples = ExampleSets.OneTarget<double>([0, 0], 2, [1, 1], 2);

        var prediction = Prediction<double>.Of(
            model, FlatVector.Zeros(Precision.Double, model.Layout.Total), examples);

        Assert.Equal([1, 1], prediction.Values);
    }
}
