using System.Numerics;
using NeuralOde.Numerics.Lanes;

namespace NeuralOde.Core.Solving;

/// <summary>What becomes of each lane after its step was judged.</summary>
internal static class Advance
{
    /// <summary>Accepted lanes go on, rejected ones try again from the same place; either may end.</summary>
    internal static void Lanes<T>(in SolveScope<T> scope)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (tile, coefficients) = (scope.Tile, scope.Stepping.Coefficients);
        for (var lane = 0; lane < tile.Lanes.Length; lane++)
        {
            ref var place = ref tile.Lanes[lane];
            if (!place.IsRunning) continue;
            place.Nfe += coefficients.Evaluations;
            if (tile.Mask[lane] == T.One) Accept(scope, lane);
            else Reject(scope, lane);
            if (!place.IsDone && place.Accepted + place.Rejected >= place.MaximumSteps)
            {
                Fail(scope, lane, OutcomeCode.TooManySteps);
            }
        }

        LaneSelect.Into(tile.Mask, tile.Y1, tile.Y);
        if (coefficients.IsFsal)
        {
            LaneSelect.Into(tile.Mask, tile.Slope(coefficients.Stages - 1), tile.Slope(0));
        }
    }

    private static void Accept<T>(in SolveScope<T> scope, int lane)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var tile = scope.Tile;
        ref var place = ref tile.Lanes[lane];
        if (place.NextTime < place.TimesEnd) DenseOutput.Write(scope, lane);
        if (scope.RecordsSteps)
        {
            tile.Gather(tile.Y, lane, scope.Results.Tape.Append(place.Example, place.Time, place.Size));
        }

        place.Accepted++;
        if (scope.IsControlled) Want(scope, lane);
        place.Time = place.End;
        tile.History.Accept(lane);
        if (scope.IsFrozen ? ++place.NextFrozen == place.FrozenEnd : place.Time == place.T1)
        {
            place.Stop(OutcomeCode.Finished);
        }
        else if (place.Time == place.Landing || scope.IsFrozen)
        {
            place.IsSlopeStale = scope.Stepping.Jumps.IsAt(place.Time);
            place.Landing = scope.Stepping.Jumps.Next(place.Time, place.T1);
        }
    }

    private static void Reject<T>(in SolveScope<T> scope, int lane)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var tile = scope.Tile;
        ref var place = ref tile.Lanes[lane];
        place.Rejected++;
        if (!scope.IsControlled)
        {
            Fail(scope, lane, OutcomeCode.NotFinite);
        }
        else if (Math.Min(Math.Abs(place.Wanted), Math.Abs(place.Size)) <= place.SmallestStep)
        {
            var isFinite = double.IsFinite(tile.Squares[lane]);
            Fail(scope, lane, isFinite ? OutcomeCode.StepTooSmall : OutcomeCode.NotFinite);
        }
        else
        {
            Want(scope, lane);
        }
    }

    private static void Want<T>(in SolveScope<T> scope, int lane)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ref var place = ref scope.Tile.Lanes[lane];
        var size = Math.Abs(place.Size) * scope.Tile.Factors[lane];
        place.Wanted = Math.CopySign(Math.Max(size, place.SmallestStep), place.Size);
    }

    private static void Fail<T>(in SolveScope<T> scope, int lane, OutcomeCode code)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ref var place = ref scope.Tile.Lanes[lane];
        place.WorstComponent = Diagnosis.WorstComponent(scope, lane);
        place.Stiffness = Diagnosis.Stiffness(scope, lane);
        place.Stop(code);
    }
}
