using System.Diagnostics;
using NeuralOde.Actors.Work;
using NeuralOde.Core.Values;
using NeuralOde.Runtime.Hosting;

namespace NeuralOde.Cli.Bench.Clusters;

/// <summary>Solves, and then waits until each example has taken so long: so a machine of few cores is many of one
/// speed, and one that is slower.</summary>
/// <param name="solver">What solves.</param>
/// <param name="msPerExample">What an example takes; in milliseconds.</param>
internal sealed class PacedSolver(IUnitSolver solver, double msPerExample) : IUnitSolver
{
    /// <inheritdoc/>
    public WorkSum Solve(WorkUnit unit, FlatVector parameters)
    {
        var beganAt = Stopwatch.GetTimestamp();
        var sum = solver.Solve(unit, parameters);
        var left = TimeSpan.FromMilliseconds(sum.Tally.Examples * msPerExample) - Stopwatch.GetElapsedTime(beganAt);
        if (left > TimeSpan.Zero) Thread.Sleep(left);
        return sum;
    }
}
