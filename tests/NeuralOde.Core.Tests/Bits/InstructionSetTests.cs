using System.Numerics;
using NeuralOde.Core.Adjoints;
using NeuralOde.Core.Programs;
using NeuralOde.Core.Solving;
using NeuralOde.Core.Tests.Models;
using NeuralOde.Core.Tests.Training;
using NeuralOde.Core.Training;
using NeuralOde.Core.Training.Optimisers;
using NeuralOde.Core.Values;
using NeuralOde.TestKit;
using Xunit;
using Xunit.Abstractions;

namespace NeuralOde.Core.Tests.Bits;

/// <summary>
/// Prints the bits of whole computations, which a script compares between instruction sets.
/// </summary>
[Trait("Category", "Bits")]
public sealed class InstructionSetTests(ITestOutputHelper output) : WidthConformance
{
    // No whole number of granules in any of the types.
    private const int Examples = 37;
    private static readonly VectorField Net = VectorField.Mlp(3, [8], Activation.Tanh, Time.Appended);

    // So wide that its tiles are smaller, and that the sums of all stages of a step are made together.
    private static readonly VectorField WideNet = VectorField.Mlp(64, [128], Activation.Tanh);

    [Fact]
    public void A_solve_in_double_prints_its_bits() => output.WriteLine($"solve double {Solve<double>()}");

    [Fact]
    public void A_solve_in_float_prints_its_bits() => output.WriteLine($"solve float {Solve<float>()}");

    [Fact]
    public void A_gradient_in_double_prints_its_bits() =>
        output.WriteLine($"gradient double {Gradient<double>()}");

    [Fact]
    public void A_gradient_in_float_prints_its_bits() =>
        output.WriteLine($"gradient float {Gradient<float>()}");

    [Fact]
    public void A_wide_net_in_double_prints_its_bits() => PrintWide<double>("double");

    [Fact]
    public void A_wide_net_in_float_prints_its_bits() => PrintWide<float>("float");

    [Fact]
    public void A_convolutional_model_in_double_prints_its_bits() => PrintImages<double>("double");

    [Fact]
    public void A_convolutional_model_in_float_prints_its_bits() => PrintImages<float>("float");

    [Fact]
    public void A_training_in_double_prints_its_bits() =>
        output.WriteLine($"training double {Train<double>()}");

    [Fact]
    public void A_training_in_float_prints_its_bits() => output.WriteLine($"training float {Train<float>()}");

    private static string Solve<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var pulled = PullBack<T>(Net, scale: 1);

        Assert.All(pulled.Lanes, lane => Assert.Equal(OutcomeCode.Finished, lane.Code));
        return Fingerprint.Of(pulled.Values);
    }

    private static string Gradient<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var pulled = PullBack<T>(Net, scale: 1);

        Assert.All(pulled.Parameters, entry => Assert.NotEqual(T.Zero, entry));
        return Fingerprint.Of(pulled.Parameters, pulled.Y0);
    }

    private void PrintWide<T>(string type)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // Weights as small as those of a start, so that no unit is saturated.
        var pulled = PullBack<T>(WideNet, scale: 0.2);

        Assert.All(pulled.Lanes, lane => Assert.Equal(OutcomeCode.Finished, lane.Code));
        Assert.All(pulled.Parameters, entry => Assert.NotEqual(T.Zero, entry));
        output.WriteLine($"wide solve {type} {Fingerprint.Of(pulled.Values)}");
        output.WriteLine($"wide gradient {type} {Fingerprint.Of(pulled.Parameters, pulled.Y0)}");
    }

    private void PrintImages<T>(string type)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var examples = ImageProblems.Five<T>();
        var theta = ImageProblems.Classifier.Start(new Seed(2), Precisions.Of<T>());
        var prediction = Prediction<T>.Of(ImageProblems.Classifier, theta, examples);
        var gradient = new T[theta.Length];
        var workspace = new MicroBatchWorkspace<T>(ImageProblems.Classifier, new Loss.CrossEntropy());
        var counts = workspace.Gradient(examples, [0, 1, 2, 3, 4], theta.AsSpan<T>(), gradient);

        Assert.Equal(5, counts.Examples);
        Assert.Contains(gradient, entry => entry != T.Zero);
        output.WriteLine($"image solve {type} {Fingerprint.Of(prediction.Values.ToArray())}");
        output.WriteLine($"image gradient {type} {Fingerprint.Of(gradient)}");
    }

    /// <summary>Twenty steps of Adam on a model with an ODE between two maps.</summary>
    private static string Train<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var rule = new TrainingRule(new Optimiser.Adam(), new Schedule.Constant(0.01));
        var state = TrainingProblems.Train(
            TrainingProblems.Sandwich(SolveOptions.For<T>()),
            new Loss.MeanSquared(),
            TrainingProblems.Observed<T>(25),
            (rule, new Batching([25], 16, 8), Steps: 20));

        Assert.Equal(20, state.Version);
        return Fingerprint.Of(state.Parameters.AsSpan<T>().ToArray());
    }

    private static PulledBack<T> PullBack<T>(VectorField net, double scale)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int[] offsets = [.. Enumerable.Range(0, Examples + 1)];
        double[] ends = [.. Enumerable.Range(0, Examples).Select(example => 0.5 + 0.1 * example)];
        var batch = new ProblemBatch<T>
        {
            Examples = Examples,
            Y0 = Draws<T>(1, net.State * Examples),
            T0 = new double[Examples],
            T1 = ends,
            TimeOffsets = offsets,
            Times = ends,
        };
        return PulledBack<T>.Of(
            (net, SolveOptions.For<T>(), new Adjoint.Discrete()),
            batch,
            Draws<T>(2, net.Parameters, scale),
            values => values);
    }

    private static T[] Draws<T>(ulong seed, int count, double scale = 1)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        [.. Enumerable.Range(0, count).Select(
            i => T.CreateChecked(scale * (2 * new Seed(seed).Uniform((ulong)i) - 1)))];
}
