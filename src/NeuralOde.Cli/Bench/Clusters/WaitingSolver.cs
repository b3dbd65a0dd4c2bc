using System.Diagnostics;
using NeuralOde.Actors.Running;
using NeuralOde.Actors.Work;
using NeuralOde.Core.Values;
using NeuralOde.Runtime.Hosting;

namespace NeuralOde.Cli.Bench.Clusters;

/// <summary>Waits in the place of solving, and answers with a gradient of zeros: so a machine of few cores carries the
/// letters of many workers.</summary>
/// <param name="plan">What the run does.</param>
/// <param name="msPerExample">How long it waits for each example; in milliseconds.</param>
internal sealed class WaitingSolver(RunPlan plan, double msPerExample) : IUnitSolver
{
    private const int Evaluations = 50;

    /// <inheritdoc/>
    public WorkSum Solve(WorkUnit unit, FlatVector parameters)
    {
        var beganAt = Stopwatch.GetTimestamp();
        var minibatch = plan.MinibatchOf(unit.Purpose, unit.Version);
        var examples = minibatch.Tree.LeavesOf(unit.Node).Sum(leaf => minibatch.ExamplesOf(leaf).Count);
        var sum = new WorkSum(FlatVector.Zeros(parameters.Precision, parameters.Length), new()
        {
            Examples = examples,
            ForwardNfe = [.. Enumerable.Repeat(Evaluations, examples)],
        });
        var left = TimeSpan.FromMilliseconds(examples * msPerExample) - Stopwatch.GetElapsedTime(beganAt);
        if (left > TimeSpan.Zero) Thread.Sleep(left);
        return sum;
    }
}
