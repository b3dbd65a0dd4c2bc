using System.Numerics;
using NeuralOde.Core.Adjoints;
using NeuralOde.Core.Programs;
using NeuralOde.Core.Solving;
using NeuralOde.TestKit;
using Xunit;
using static NeuralOde.Core.Programs.Symbolic;

namespace NeuralOde.Core.Tests.Adjoints;

/// <summary>
/// One lane alone keeps hidden layers of its accepted steps. Checkpointed evaluates them again: all bits must agree.
/// </summary>
public sealed class KeptTapeTests
{
    private static readonly Mlp Net = new([2, 10, 2], Activation.Tanh);

    /// <summary>Its derivative jumps at t = 1/2, and it sees t, and what an example feeds it.</summary>
    private static readonly VectorField Jumping = VectorField.Define(
        2, Net.Layout.Total, 1, (t, y, p, u) => Sin(t) * Net.Apply(y * y * y + u + Less(t, 0.5), p));

    public static TheoryData<string> Methods => AllMethods.Names;

    [Theory, MemberData(nameof(Methods)), Trait("Category", "Bits")]
    public void A_lane_that_keeps_its_layers_gives_the_bits_of_one_that_finds_them_again(string method)
    {
        var (chosen, law) = (AllMethods.Named(method), StepSizeController.PI);
        var options = new SolveOptions
        {
            Method = chosen,
            Controller = chosen.IsAdaptive ? law : new StepSizeController.Fixed(0.07),
            RelativeTolerance = 1e-4,
            StepTimes = [0.5],
        };

        AssertSame<double>(Jumping, options);
        AssertSame<float>(Jumping, options);
    }

    [Theory, Trait("Category", "Bits")]
    [InlineData(Activation.Softplus)]
    [InlineData(Activation.Gelu)]
    [InlineData(Activation.Swish)]
    public void Whatever_a_derivative_needs_is_kept(Activation activation) =>
        AssertSame<double>(VectorField.Mlp(2, [7, 9], activation, Time.Appended), new() { InitialStep = 0.9 });

    [Fact]
    public void Rejected_steps_leave_nothing_on_the_tape()
    {
        // So large a first step is rejected.
        var pulled = Run<double>(Jumping, new() { InitialStep = 0.9 }, new Adjoint.Discrete());

        Assert.All(pulled.Lanes, lane => Assert.True(lane.Rejected > 0));
        // A number, two times, the state and six slopes, and ten hidden units and a sine for each of seven stages.
        var step = sizeof(int) + (2 + 2 + 6 * 2 + 7 * 11) * sizeof(double);
        Assert.Equal(
            pulled.Lanes.Sum(lane => lane.Accepted) * step + pulled.Lanes.Length * sizeof(int), pulled.HeldBytes);
    }

    [Fact]
    public void A_tape_that_has_grown_holds_what_it_held()
    {
        var options = new SolveOptions { Controller = new StepSizeController.Fixed(1.0 / 700) };

        AssertSame<double>(Jumping, options);
    }

    private static void AssertSame<T>(VectorField field, SolveOptions options)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var expected = Run<T>(field, options, new Adjoint.Checkpointed(4));

        var actual = Run<T>(field, options, new Adjoint.Discrete());

        SameBits.Assert<T>(expected.Values, actual.Values);
        SameBits.Assert<T>(expected.Y0, actual.Y0);
        SameBits.Assert<T>(expected.Inputs, actual.Inputs);
        SameBits.Assert<T>(expected.Parameters, actual.Parameters);
        Assert.Equal(expected.Lanes, actual.Lanes);
    }

    /// <summary>Three examples, one behind the other in one lane, the second backwards in time.</summary>
    private static PulledBack<T> Run<T>(VectorField field, SolveOptions options, Adjoint adjoint)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => PulledBack<T>.Of(
            (field, options with { Lanes = 1 }, adjoint),
            new ProblemBatch<T>
            {
                Examples = 3,
                Y0 = Cast<T>(1, -0.5, 0.3, 0.8, -0.7, -0.2),
                Inputs = field.Inputs == 0 ? [] : Cast<T>(0.1, -0.2, 0.3),
                T0 = [0, 1, 0.1],
                T1 = [1, 0, 0.9],
                TimeOffsets = [0, 3, 5, 6],
                Times = [0.31, 0.5, 1, 0.7, 0.2, 0.9],
            },
            Cast<T>([.. Enumerable.Range(1, field.Parameters).Select(k => Math.Sin(k))]),
            values => values);

    private static T[] Cast<T>(params ReadOnlySpan<double> values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var cast = new T[values.Length];
        for (var i = 0; i < cast.Length; i++) cast[i] = T.CreateChecked(values[i]);
        return cast;
    }
}
