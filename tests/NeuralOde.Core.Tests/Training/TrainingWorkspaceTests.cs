using NeuralOde.Core.Training;
using NeuralOde.Core.Training.Optimisers;
using NeuralOde.Core.Values;
using Xunit;

namespace NeuralOde.Core.Tests.Training;

public sealed class TrainingWorkspaceTests
{
    private static readonly double[] Start = [1, -2, 0.5];

    public static TheoryData<Optimiser> Optimisers =>
    [
        new Optimiser.Sgd(), new Optimiser.Momentum(), new Optimiser.Nesterov(), new Optimiser.RmsProp(),
        new Optimiser.Adam(), new Optimiser.AdamW(),
    ];

    [Theory, MemberData(nameof(Optimisers))]
    public void Steps_in_place_have_the_bits_of_steps_from_state_to_state(Optimiser optimiser)
    {
        var rule = new TrainingRule(optimiser, new Schedule.Exponential(0.1, 0.9), ClipNorm: 1);
        var state = TrainingState.Start(FlatVector.Of<double>(Start), rule);
        var workspace = new TrainingWorkspace<double>(rule, state);
        for (var step = 0; step < 5; step++)
        {
            double[] sum = [step - 2.5, 0.3, step == 3 ? double.NaN : 1];
            var examples = step == 1 ? 0 : 3;
            var expected = TrainingStep.Of(rule, state, FlatVector.Of<double>(sum), examples);
            var move = workspace.Take(sum, examples);

            state = expected.State;
            Assert.Equal((expected.GradientNorm, expected.Rate, expected.HasEffect),
                (move.GradientNorm, move.Rate, move.HasEffect));
        }

        Assert.Equal(state, workspace.State);
        Assert.Equal(state.Parameters.AsSpan<double>(), workspace.Parameters);
    }

    [Theory, MemberData(nameof(Optimisers))]
    public void A_step_allocates_nothing(Optimiser optimiser)
    {
        var rule = new TrainingRule(optimiser, new Schedule.Constant(0.1), ClipNorm: 1);
        var workspace = new TrainingWorkspace<double>(
            rule, TrainingState.Start(FlatVector.Of<double>(Start), rule));
        double[] sum = [3, -1, 2];
        _ = workspace.Take(sum, 2);

        var before = GC.GetAllocatedBytesForCurrentThread();
        _ = workspace.Take(sum, 2);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void The_state_of_another_optimiser_is_refused()
    {
        var rule = new TrainingRule(new Optimiser.Sgd(), new Schedule.Constant(0.1));
        var state = TrainingState.Start(FlatVector.Of<double>(Start), rule);

        var error = Assert.Throws<ArgumentException>(
            () => new TrainingWorkspace<double>(rule with { Optimiser = new Optimiser.Adam() }, state));

        Assert.Contains("another optimiser's state", error.Message, StringComparison.Ordinal);
    }
}
