using System.Numerics;

namespace NeuralOde.Core.Solving;

/// <summary>
/// The solve of a batch: a tile of lanes steps together, but each lane has its own time, step size and error,
/// and when its example has ended the next one of the batch takes its place at once.
/// </summary>
internal static class SolveLoop
{
    /// <summary>Solves all examples of a batch.</summary>
    internal static void Run<T>(in SolveScope<T> scope)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        FirstSlopes.Find(scope);            // f(t0, y0) and the first step size of every example
        Refill.Start(scope);                // the first examples take the lanes

        while (scope.Tile.Occupied > 0)
        {
            Try(scope);                     // a step in every lane
            scope.Witness?.Judged(scope);   // who looks on sees accepted steps before they are forgotten
            Advance.Lanes(scope);           // values at evaluation times, tape, state; or the reason to end
            Refill.Replace(scope);          // ended examples leave, the next ones take their lanes
            scope.Results.TileSteps++;
        }
    }

    /// <summary>
    /// Tries the next step of every lane: times and sizes are those behind it, all else is as it was before.
    /// </summary>
    internal static void Try<T>(in SolveScope<T> scope)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        StepEnds.Choose(scope);             // where the step of each lane ends
        StepSlopes.Evaluate(scope);         // its slopes, and the state at its end
        ErrorRatio.Measure(scope);          // how large its error is beside the tolerance
        StepControl.Judge(scope);           // whether it is accepted, and the next time and size
    }
}
