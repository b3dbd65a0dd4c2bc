using NeuralOde.Core.Training.Experiments;
using NeuralOde.Runtime.Experiments;
using Xunit;

namespace NeuralOde.Runtime.Tests.Experiments;

public sealed class ExperimentChangesTests
{
    private static readonly Experiment Before = new()
    {
        Name = "run",
        Model = [new StageSection.Ode()],
        Training = new() { Steps = 10 },
    };

    [Fact]
    public void More_steps_are_no_change() =>
        Assert.Empty(ExperimentChanges.Between(
            Before, Before with { Training = Before.Training with { Steps = 20 } }));

    [Fact]
    public void More_steps_are_a_change_when_the_rate_falls_to_the_last_one()
    {
        var cosine = Before with { Schedule = new ScheduleSection.Cosine() };

        var change = Assert.Single(
            ExperimentChanges.Between(
                cosine, cosine with { Training = cosine.Training with { Steps = 20 } }));

        Assert.Equal("training.steps was 10 and is now 20", change.ToString());
    }

    [Fact]
    public void Another_case_names_its_kind_and_the_fields_that_went_and_came()
    {
        var changes = ExperimentChanges.Between(
            Before, Before with { Optimiser = new OptimiserSection.Momentum() });

        Assert.Equal(
            ["optimiser.kind was \"sgd\" and is now \"momentum\"", "optimiser.decay was nothing and is now 0.9"],
            changes.Select(change => change.ToString()));
    }
}
