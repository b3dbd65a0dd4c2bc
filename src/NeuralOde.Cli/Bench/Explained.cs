using NeuralOde.Core.Adjoints;
using NeuralOde.Core.Programs;
using NeuralOde.Core.Values;

namespace NeuralOde.Cli.Bench;

/// <summary>How the programs of a benchmark are carried out.</summary>
internal static class Explained
{
    /// <summary>The plans of a field and of its pullback for a micro-batch, a line a step.</summary>
    /// <param name="field">The vector field.</param>
    /// <param name="plan">How it is solved.</param>
    /// <param name="request">What was asked for; double where no type is.</param>
    public static string[] Of(VectorField field, BatchPlan plan, BenchRequest request) =>
    [
        .. request.Precision is Precision.Single
            ? SolvePlan.Explain<float>(field, plan.Options, plan.MicroBatch)
            : SolvePlan.Explain<double>(field, plan.Options, plan.MicroBatch),
    ];
}
