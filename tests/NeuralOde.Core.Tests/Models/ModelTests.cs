using NeuralOde.Core.Models;
using NeuralOde.Core.Programs;
using NeuralOde.Core.Solving;
using NeuralOde.Core.Values;
using Xunit;

namespace NeuralOde.Core.Tests.Models;

public sealed class ModelTests
{
    private static readonly Stage Field = Stages.Block(VectorField.Mlp(2, [4], Activation.Tanh), new());
    private static readonly Stage Observed =
        Stages.Trajectory(VectorField.Mlp(2, [4], Activation.Tanh), new());

    [Fact]
    public void A_model_without_a_stage_is_refused() =>
        Assert.Equal("The model has no stage. Add at least one.", Refusal([]));

    [Fact]
    public void Stages_that_do_not_fit_are_named_with_their_sizes()
    {
        var refusal = Refusal([Stages.Dense(3, 2), Field, Stages.Dense(3, 1)]);

        Assert.Contains(
            "Stage 1 (ode) gives 2 features, but stage 2 (dense) takes 3.",
            refusal,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_second_stage_that_reads_the_examples_times_is_refused_behind_observations()
    {
        var refusal = Refusal([Observed, Stages.Function("cube", 2, x => x * x * x), Observed]);

        Assert.Contains(
            "Let stage 0 hand on the end, or give stage 2 a fixed span.", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void Tensors_are_named_after_their_stage()
    {
        var model = Model.Of(Field, Stages.Dense(2, 1));

        Assert.Equal(
            [
                "0.ode.0.weight", "0.ode.0.bias", "0.ode.1.weight", "0.ode.1.bias",
                "1.dense.0.weight", "1.dense.0.bias",
            ],
            model.Layout.Blocks.Select(block => block.Name));
        Assert.Equal(Field.Layout.Total, model.FirstParameterOf(1));
    }

    [Fact]
    public void The_start_is_a_function_of_the_seed()
    {
        var model = Model.Of(Field, Stages.Dense(2, 1));

        var start = model.Start(new Seed(1), Precision.Double);

        Assert.Equal(start, model.Start(new Seed(1), Precision.Double));
        Assert.NotEqual(start, model.Start(new Seed(2), Precision.Double));
        Assert.Equal(start.To(Precision.Single), model.Start(new Seed(1), Precision.Single));
    }

    [Theory]
    [InlineData(0, 3)]
    [InlineData(2, 4)]
    [InlineData(5, 0)]
    public void A_range_of_the_start_is_made_without_the_rest(int first, int count)
    {
        var model = Model.Of(Field, Stages.Dense(2, 1));

        Assert.Equal(
            model.Start(new Seed(1), Precision.Double).Slice(first, count),
            model.Start(new Seed(1), Precision.Double, first, count));
        Assert.Equal(
            model.Start(new Seed(1), Precision.Double).Slice(first, model.Layout.Total - first),
            model.Start(new Seed(1), Precision.Double, first, model.Layout.Total - first));
    }

    [Fact]
    public void A_uniform_start_fills_its_bounds() =>
        Assert.All([0.5, 2], bound =>
        {
            var values = Start(new StartValue.Uniform(bound));

            Assert.InRange(values.Min(), -bound, -0.98 * bound);
            Assert.InRange(values.Max(), 0.98 * bound, bound);
            Assert.Equal(0, values.Average(), 0.05 * bound);
        });

    [Fact]
    public void A_normal_start_has_its_standard_deviation()
    {
        var values = Start(new StartValue.Normal(3));

        // 2,000 draws: the mean is known to 0.07, the standard deviation to 0.05.
        Assert.Equal(0, values.Average(), 0.2);
        Assert.Equal(3, Math.Sqrt(values.Average(x => x * x)), 0.2);
    }

    [Fact]
    public void A_given_start_is_taken_as_it_is()
    {
        var field = VectorField.Define(
            1, new ParameterLayout([new("rate", [2], new StartValue.Given([0.25, -4]))]), (t, y, p) => p[0] * y + p[1]);

        Assert.Equal(
            FlatVector.Of<double>([0.25, -4]),
            Model.Of(Stages.Block(field, new())).Start(new Seed(1), Precision.Double));
    }

    [Fact]
    public void A_deviation_of_zero_is_refused() =>
        Assert.Throws<ArgumentException>(() => Stages.Standardise([1, 2], [1, 0]));

    private static double[] Start(StartValue start)
    {
        var field = VectorField.Define(
            1, new ParameterLayout([new("numbers", [2_000], start)]), (t, y, p) => y * p[0]);
        return Model.Of(Stages.Block(field, new SolveOptions()))
            .Start(new Seed(5), Precision.Double).AsSpan<double>().ToArray();
    }

    private static string Refusal(ValueArray<Stage> stages) =>
        Model.Create(stages).Match(_ => "no refusal", error => error.Describe());
}
