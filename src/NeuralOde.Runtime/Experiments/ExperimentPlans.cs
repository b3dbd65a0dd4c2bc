using NeuralOde.Core.Adjoints;
using NeuralOde.Core.Models;
using NeuralOde.Core.Values;

namespace NeuralOde.Runtime.Experiments;

/// <summary>How the solves of an experiment are laid out, for people to read.</summary>
public static class ExperimentPlans
{
    /// <summary>The plans of each ODE stage for a micro-batch, with the number of the stage.</summary>
    /// <param name="setup">The experiment.</param>
    public static IEnumerable<(int Stage, IReadOnlyList<string> Plan)> Of(ExperimentSetup setup) =>
        from numbered in setup.Model.Stages.Select((stage, number) => (Stage: stage as Stage.Ode, Number: number))
        where numbered.Stage is not null
        select (numbered.Number, Of(numbered.Stage, setup));

    private static IReadOnlyList<string> Of(Stage.Ode stage, ExperimentSetup setup)
    {
        var examples = Math.Min(setup.Plan.Batching.MicroBatchSize, setup.Data.Training.Count);
        return setup.Precision == Precision.Single
            ? SolvePlan.Explain<float>(stage.Field, stage.Options, examples)
            : SolvePlan.Explain<double>(stage.Field, stage.Options, examples);
    }
}
