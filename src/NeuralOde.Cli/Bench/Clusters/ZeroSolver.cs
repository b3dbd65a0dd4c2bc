using NeuralOde.Actors.Running;
using NeuralOde.Actors.Work;
using NeuralOde.Core.Values;
using NeuralOde.Runtime.Hosting;

namespace NeuralOde.Cli.Bench.Clusters;

/// <summary>Solves nothing, and answers with a gradient of zeros: paced, a machine of few cores carries the letters of many
/// workers.</summary>
/// <param name="plan">What the run does.</param>
internal sealed class ZeroSolver(RunPlan plan) : IUnitSolver
{
    private const int Evaluations = 50;

    /// <inheritdoc/>
    public WorkSum Solve(WorkUnit unit, FlatVector parameters)
    {
        var minibatch = plan.MinibatchOf(unit.Purpose, unit.Version);
        var examples = minibatch.Tree.LeavesOf(unit.Node).Sum(leaf => minibatch.ExamplesOf(leaf).Count);
        return new(FlatVector.Zeros(parameters.Precision, parameters.Length), new()
        {
            Examples = examples,
            ForwardNfe = [.. Enumerable.Repeat(Evaluations, examples)],
        });
    }
}
