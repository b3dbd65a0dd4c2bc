using NeuralOde.Core.Data;
using NeuralOde.Core.Models;
using NeuralOde.Core.Programs;
using NeuralOde.Core.Solving;
using NeuralOde.Core.Training;
using NeuralOde.Core.Training.Optimisers;
using NeuralOde.Core.Values;
using Xunit;
using static NeuralOde.Core.Programs.Symbolic;

namespace NeuralOde.Core.Tests.Training;

/// <summary>
/// Whole trainings of small problems with fixed seeds: bounds were chosen well above what is reached.
/// </summary>
public sealed class LearningTests
{
    private static readonly SolveOptions Loose = new() { RelativeTolerance = 1e-4, AbsoluteTolerance = 1e-5 };

    [Fact]
    public void An_augmented_flow_learns_to_swap_the_sign_which_a_flow_in_one_dimension_cannot()
    {
        double[] x = [.. Enumerable.Range(0, 16).Select(i => -1 + i / 7.5)];
        var examples = ExampleSets.OneTarget<double>(x, 1, [.. x.Select(value => -value)], 1);
        var plain = Model.Of(Stages.Block(Net(1), Loose));
        var augmented = Model.Of(Stages.Augment(1, 1), Stages.Block(Net(2), Loose), Stages.Take(2, 1));

        // Trajectories in one dimension keep their order: the best is to send all to
        // 0, at a loss of mean x² = 0.378.
        Assert.True(LossAfter(plain, examples, steps: 150) > 0.3);
        Assert.True(LossAfter(augmented, examples, steps: 150) < 0.02);
    }

    /// <remarks>dz/dt = [[−0.1, −1], [1, −0.1]] z.</remarks>
    [Fact]
    public void The_matrix_of_a_linear_field_is_recovered_from_its_trajectories()
    {
        double[] matrix = [-0.1, -1, 1, -0.1];
        var field = VectorField.Define(2, 4, (t, y, p) => MatrixVector(p, y));
        var model = Model.Of(Stages.Trajectory(field, new SolveOptions()));
        var examples = Trajectories(model, FlatVector.Of<double>(matrix));

        var state = TrainingProblems.Train(
            model, new Loss.MeanSquared(), examples, (Adam(0.05), new Batching([4], 4, 4), Steps: 300));

        for (var i = 0; i < 4; i++) Assert.Equal(matrix[i], state.Parameters.AsSpan<double>()[i], 1e-3);
    }

    /// <remarks>Ten inputs on [−2, 2], targets x³ + 0.1x, dynamics 2-20-1 with the time appended.</remarks>
    [Fact]
    public void A_toy_ode_net_fits_a_cubic()
    {
        double[] x = [.. Enumerable.Range(0, 10).Select(i => -2 + i * 4 / 9.0)];
        double[] targets = [.. x.Select(value => value * value * value + 0.1 * value)];
        var examples = ExampleSets.OneTarget<double>(x, 1, targets, 1);
        var model = Model.Of(Stages.Block(VectorField.Mlp(1, [20], Activation.Tanh, Time.Appended), Loose));

        Assert.True(LossAfter(model, examples, steps: 400) < 0.05);
    }

    [Fact]
    public void Training_twice_gives_the_same_bits()
    {
        var model = TrainingProblems.Sandwich(Loose);
        var plan = (Adam(0.01), new Batching([25, 15], 16, 4), Steps: 7);
        var examples = TrainingProblems.Observed<double>(25);

        Assert.Equal(
            TrainingProblems.Train(model, new Loss.MeanSquared(), examples, plan),
            TrainingProblems.Train(model, new Loss.MeanSquared(), examples, plan));
    }

    private static VectorField Net(int state) => VectorField.Mlp(state, [16], Activation.Tanh);

    private static TrainingRule Adam(double rate) => new(new Optimiser.Adam(), new Schedule.Constant(rate));

    private static double LossAfter(Model model, Examples<double> examples, int steps)
    {
        var loss = new Loss.MeanSquared();
        var batching = new Batching([examples.Count], examples.Count, 16);
        var state = TrainingProblems.Train(model, loss, examples, (Adam(0.05), batching, steps));
        return Evaluation.Of(model, loss, state.Parameters, examples).Loss;
    }

    private static Examples<double> Trajectories(Model model, FlatVector parameters)
    {
        double[] times = [.. Enumerable.Range(1, 20).Select(i => 0.5 * i)];
        var unknown = new Examples<double>
        {
            InputFeatures = 2,
            TargetFeatures = 2,
            Features = [2, 0, 0, 1, -1, 1, 0.5, -2],
            T0 = [0, 0, 0, 0],
            TimeOffsets = [0, 20, 40, 60, 80],
            Times = [.. times, .. times, .. times, .. times],
            Targets = ValueArray.Of<double>(new double[160]),
            Weights = [.. Enumerable.Repeat(1.0, 160)],
        };
        return unknown with { Targets = Prediction<double>.Of(model, parameters, unknown).Values };
    }
}
