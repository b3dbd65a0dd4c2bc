using System.Numerics;
using NeuralOde.Core.Programs;
using NeuralOde.Core.Programs.Plans;
using NeuralOde.Core.Solving;
using NeuralOde.Core.Values;
using NeuralOde.TestKit;
using Xunit;
using static NeuralOde.Core.Programs.Symbolic;

namespace NeuralOde.Core.Tests.Solving;

/// <summary>A whole step in registers against the kernels one by one: the same bits at every width.</summary>
[Trait("Category", "Bits")]
public sealed class StepPlanTests
{
    private static readonly VectorField[] Fields =
    [
        // One that an example feeds, and one that sees the time.
        VectorField.Define(2, 0, 1, (_, y, _, mu) => Vector(y[1], mu[0] * (1 - y[0] * y[0]) * y[1] - y[0])),
        VectorField.Define(state: 1, parameters: 1, (t, y, p) => p[0] * Sin(t) - y),
        UserFields.Named("Lorenz"),
        UserFields.Named("reactions"),
        VectorField.Mlp(2, [2], Activation.Tanh, Time.Appended),
        VectorField.Mlp(2, [20], Activation.Tanh),
        VectorField.Mlp(20, [24], Activation.Swish),
    ];

    public static TheoryData<string> FieldNames => UserFields.Names;

    public static TheoryData<string> MethodNames => [.. Methods.All.Select(method => method.Name)];

    [Theory, MemberData(nameof(MethodNames))]
    public void A_step_has_the_same_bits_in_registers(string name)
    {
        var method = Methods.All.Single(method => method.Name == name);
        foreach (var field in Fields)
        {
            AssertSame<double>(field, method, 24);
            AssertSame<float>(field, method, 48);
        }
    }

    [Theory, MemberData(nameof(FieldNames))]
    public void The_step_of_a_traced_field_is_one_loop_in_every_method(string name) => Assert.All(
        Methods.All,
        method => Assert.IsType<Step.Fused>(Assert.Single(Filled<double>(UserFields.Named(name), method, 64).Steps)));

    private static void AssertSame<T>(VectorField field, Method method, int lanes)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var expected = Results(Filled<T>(field, method, lanes));
        foreach (var width in (int[])[128, 256, 512])
        {
            var plan = Filled<T>(field, method, lanes);
            foreach (var step in plan.Steps.OfType<Step.Fused>()) _ = step.Code.Written<T>(width);
            SameBits.Assert<T>(expected, Results(plan));
        }
    }

    private static T[] Results<T>(StepPlan<T> plan)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        plan.Field.Bind(plan.Memory);
        plan.Run(plan.Field.Lanes);
        return [.. plan.Layout.Results.SelectMany(place => plan.Memory.At(place).ToArray())];
    }

    private static StepPlan<T> Filled<T>(VectorField field, Method method, int lanes)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        StepSizeController controller =
            method.IsAdaptive ? StepSizeController.PI : new StepSizeController.Fixed(0.1);
        var plan = new StepPlan<T>(new(field, new() { Method = method, Controller = controller }, false), lanes);
        var layout = plan.Layout;
        Place[] inputs =
        [
            layout.Y, layout.Slopes, layout.Sizes, layout.Times, layout.Tolerances, .. layout.Field.Inputs,
        ];
        for (var i = 0; i < inputs.Length; i++)
        {
            var seed = new Seed(5).Child((ulong)i);
            var values = plan.Memory.At(inputs[i]);
            for (var at = 0; at < values.Length; at++) values[at] = T.CreateChecked(seed.Uniform((ulong)at) + 0.1);
        }

        return plan;
    }
}
