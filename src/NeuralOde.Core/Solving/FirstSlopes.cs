using System.Numerics;

namespace NeuralOde.Core.Solving;

/// <summary>
/// f(t0, y0) of every example, with what is kept of it, for the whole batch before any of them takes a step.
/// </summary>
/// <remarks>
/// An example that takes a lane later can go on at once, also with a method that keeps its last slope.
/// </remarks>
internal static class FirstSlopes
{
    /// <summary>Finds the first slopes, and first sizes that are not given; length 0 costs nothing.</summary>
    internal static void Find<T>(in SolveScope<T> scope)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var stepping = scope.Stepping;
        var findsSteps = stepping.FindsFirstStep && !scope.IsFrozen;
        scope.Results.FirstSteps.Fill(stepping.GivenFirstStep);
        if (!findsSteps && !stepping.Coefficients.IsFsal) return;

        var lanes = scope.Tile.Lanes.Length;
        for (var first = 0; first < scope.Batch.Examples; first += lanes)
        {
            var count = Math.Min(lanes, scope.Batch.Examples - first);
            Evaluate(scope, first, count);
            if (findsSteps) FirstSteps.Find(scope, first, count);
        }
    }

    /// <summary>
    /// Puts examples at their start into the lanes from the first on, and evaluates the field there.
    /// </summary>
    private static void Evaluate<T>(in SolveScope<T> scope, int first, int count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (tile, field) = (scope.Tile, scope.Stepping.Field);
        tile.Load(scope.Batch.Y0.Slice(first * field.State, count * field.State), tile.Y);
        tile.Load(scope.Batch.Inputs.Slice(first * field.Inputs, count * field.Inputs), tile.Memory.Input(3));
        for (var lane = 0; lane < count && scope.Stepping.SeesTime; lane++)
        {
            tile.Memory.Input(0)[lane] = scope.FirstTime(first + lane, 0);
        }

        for (var lane = 0; lane < count && scope.HasTolerances; lane++)
        {
            tile.Tolerate(scope.Tolerances(first + lane), lane);
        }

        tile.Y.CopyTo(tile.Memory.Input(1));
        tile.Plan.Run(tile.Memory);
        tile.Memory.Output(0).CopyTo(tile.Slope(0));
        tile.KeepFirst();
        var (results, kept) = (scope.Results, tile.KeptOfLane);
        tile.Store(tile.Slope(0), results.FirstSlopes.Slice(first * field.State, count * field.State));
        tile.Store(tile.FirstKept, results.FirstKept.Slice(first * kept, count * kept));
        CountOne(scope, first, count);
    }

    /// <summary>Counts an evaluation for each of some examples that have a step to take.</summary>
    internal static void CountOne<T>(in SolveScope<T> scope, int first, int count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var nfe = scope.Results.FirstNfe.Slice(first, count);
        for (var i = 0; i < nfe.Length; i++) nfe[i] += scope.IsZeroLength(first + i) ? 0 : 1;
    }
}
