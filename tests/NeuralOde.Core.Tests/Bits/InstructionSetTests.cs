using System.Numerics;
using NeuralOde.Core.Adjoints;
using NeuralOde.Core.Programs;
using NeuralOde.Core.Solving;
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
    private const int Examples = 37;
    private static readonly VectorField Net = VectorField.Mlp(3, [8], Activation.Tanh, Time.Appended);

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
    public void A_training_in_double_prints_its_bits() =>
        output.WriteLine($"training double {Train<double>()}");

    [Fact]
    public void A_training_in_float_prints_its_bits() => output.WriteLine($"training float {Train<float>()}");

    private static string Solve<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var pulled = PullBack<T>();

        Assert.All(pulled.Lanes, lane => Assert.Equal(OutcomeCode.Finished, lane.Code));
        return Fingerprint.Of(pulled.Values);
    }

    private static string Gradient<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var pulled = PullBack<T>();

        Assert.All(pulled.Parameters, entry => Assert.NotEqual(T.Zero, entry));
        return Fingerprint.Of(pulled.Parameters, pulled.Y0);
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

    private static PulledBack<T> PullBack<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int[] offsets = [.. Enumerable.Range(0, Examples + 1)];
        double[] ends = [.. Enumerable.Range(0, Examples).Select(example => 0.5 + 0.1 * example)];
        var batch = new ProblemBatch<T>
        {
            Examples = Examples,
            Y0 = Draws<T>(1, 3 * Examples),
            T0 = new double[Examples],
            T1 = ends,
            TimeOffsets = offsets,
            Times = ends,
        };
        return PulledBack<T>.Of(
            (Net, SolveOptions.For<T>(), new Adjoint.Discrete()), batch, Draws<T>(2, Net.Parameters), values => values);
    }

    private static T[] Draws<T>(ulong seed, int count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        [.. Enumerable.Range(0, count).Select(i => T.CreateChecked(2 * new Seed(seed).Uniform((ulong)i) - 1))];
}
