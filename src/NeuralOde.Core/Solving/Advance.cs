using System.Numerics;
using NeuralOde.Numerics.Lanes;

namespace NeuralOde.Core.Solving;

/// <summary>What becomes of each lane after its step was judged.</summary>
/// <remarks>
/// All lanes move at once; those that observe, record, land or fail are looked at one by one.
/// </remarks>
internal static class Advance
{
    /// <summary>Accepted lanes go on, rejected ones try again from the same place; either may end.</summary>
    internal static void Lanes<T>(in SolveScope<T> scope)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (tile, steps) = (scope.Tile, scope.Tile.Steps);
        if (scope.RecordsSteps) tile.MakeRecords();
        steps.SeekLooks();
        foreach (var lane in steps.Looked) Look(scope, steps.Rows, lane);

        tile.Accept();
    }

    private static void Look<T>(in SolveScope<T> scope, in StepRows rows, int lane)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (rows[StepRow.Accepted, lane] != 0) Accept(scope, rows, lane);
        else Reject(scope, lane);
        if (scope.Tile.Lanes[lane].IsRunning && rows[StepRow.Tries, lane] >= rows[StepRow.Budget, lane])
        {
            Fail(scope, lane, OutcomeCode.TooManySteps);
        }
    }

    private static void Accept<T>(in SolveScope<T> scope, in StepRows rows, int lane)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var tile = scope.Tile;
        ref var place = ref tile.Lanes[lane];
        if (place.NextTime < place.TimesEnd) DenseOutput.Write(scope, rows, lane);
        if (scope.RecordsSteps)
        {
            var tape = scope.Results.Tape;
            tile.RecordOf(lane).CopyTo(tape.Append(
                place.Example, rows[StepRow.Begin, lane], rows[StepRow.Size, lane]));
            tile.Kept.CopyTo(tape.Kept(tape.Count - 1));
        }

        var time = rows[StepRow.End, lane];
        if (scope.IsFrozen ? ++place.NextFrozen == place.FrozenEnd : time == place.T1)
        {
            tile.Stop(lane, OutcomeCode.Finished);
        }
        else if (time == rows[StepRow.Landing, lane] || scope.IsFrozen)
        {
            place.IsSlopeStale = scope.Stepping.Jumps.IsAt(time);
            rows[StepRow.Landing, lane] = scope.Stepping.Jumps.Next(time, place.T1);
        }
    }

    /// <summary>Ends a lane whose step is too small to be tried again, if it is not looked at for its budget.</summary>
    private static void Reject<T>(in SolveScope<T> scope, int lane)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var steps = scope.Tile.Steps;
        if (!scope.IsControlled)
        {
            Fail(scope, lane, OutcomeCode.NotFinite);
        }
        else if (steps.Looks[lane] == StepMove.Hopeless)
        {
            var isFinite = double.IsFinite(steps.Squares[lane]);
            Fail(scope, lane, isFinite ? OutcomeCode.StepTooSmall : OutcomeCode.NotFinite);
        }
    }

    private static void Fail<T>(in SolveScope<T> scope, int lane, OutcomeCode code)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ref var place = ref scope.Tile.Lanes[lane];
        place.WorstComponent = Diagnosis.WorstComponent(scope, lane);
        place.Stiffness = Diagnosis.Stiffness(scope, lane);
        scope.Tile.Stop(lane, code);
    }
}
