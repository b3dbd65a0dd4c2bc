using NeuralOde.Core.Programs;
using NeuralOde.Core.Programs.Plans;
using Xunit;
using static NeuralOde.Core.Programs.Symbolic;

namespace NeuralOde.Core.Tests.Programs.Plans;

public sealed class PlanTextTests
{
    private static readonly VectorField Wide = VectorField.Mlp(64, [128], Activation.Tanh);

    [Fact]
    public void A_wide_net_multiplies_by_panels_that_are_packed_once_a_solve()
    {
        var lines = Plan<float>.Compile(Wide.Program, 32).Explain();

        Assert.Contains("tiles of 32 lanes", lines[0], StringComparison.Ordinal);
        Assert.Equal(
            [
                "  once a solve:", "    matrix 128×64 in panels", "    matrix 64×128 in panels",
                "  an evaluation:", "    product 128×64 by panels", "    Tanh of 128", "    product 64×128 by panels",
            ],
            lines.Skip(1));
    }

    [Fact]
    public void A_narrow_field_is_one_chain()
    {
        var field = VectorField.Define(2, 1, (t, y, p) => Vector(y[1], p[0] * (1 - y[0] * y[0]) * y[1] - y[0]));

        var lines = Plan<double>.Compile(field.Program, 64).Explain();

        Assert.StartsWith("    chain ", Assert.Single(lines, line => line.StartsWith("    ", StringComparison.Ordinal)));
    }

    [Fact]
    public void One_lane_is_said_to_have_its_features_side_by_side()
    {
        var lines = Plan<double>.Compile(Wide.Program, 1).Explain();

        Assert.Contains("one lane, its features side by side", lines[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_pullback_turns_one_factor_of_its_weights_and_sums_over_lanes()
    {
        var lines = Plan<double>.Compile(Pullback.Of(Wide.Program, 2), 32).Explain();

        Assert.Contains("    outer sum 128×64 over lanes", lines);
        Assert.Contains("  the sums of all evaluations:", lines);
    }
}
