using System.Numerics;
using NeuralOde.Core.Programs.Plans;
using NeuralOde.Numerics.Lanes;

namespace NeuralOde.Core.Solving;

/// <summary>Examples take lanes and leave them.</summary>
internal static class Refill
{
    /// <summary>The first examples of the batch take all lanes.</summary>
    internal static void Start<T>(in SolveScope<T> scope)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var tile = scope.Tile;
        (tile.NextExample, tile.Occupied, tile.Taken) = (0, 0, tile.Lanes.Length);
        LoadFirst(scope);
        for (var lane = 0; lane < tile.Lanes.Length; lane++) Load(scope, lane);
    }

    /// <summary>
    /// Stores the examples that have ended, and gives their lanes to the next ones of the batch.
    /// </summary>
    internal static void Replace<T>(in SolveScope<T> scope)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var tile = scope.Tile;
        foreach (var lane in tile.Steps.Looked)
        {
            if (!tile.Lanes[lane].IsDone) continue;
            Store(scope, lane);
            tile.Occupied--;
            Load(scope, lane);
        }

        if (tile.Occupied <= tile.Taken - Plan<T>.Granule && scope.MayMove) CloseRanks(tile);
    }

    /// <summary>
    /// The last examples move together, so that lanes with nothing left to do need not be computed. A tile that is
    /// empty has all its lanes again.
    /// </summary>
    private static void CloseRanks<T>(TileWorkspace<T> tile)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (var (lane, last) = (0, tile.Taken); lane < tile.Occupied; lane++)
        {
            if (tile.Lanes[lane].Example != LaneWorkspace.Idle) continue;
            do last--;
            while (tile.Lanes[last].Example == LaneWorkspace.Idle);
            tile.Move(last, lane);
            Empty(tile, last);
        }

        var granules = (tile.Occupied + Plan<T>.Granule - 1) / Plan<T>.Granule;
        tile.Taken = tile.Occupied == 0 ? tile.Lanes.Length : granules * Plan<T>.Granule;
    }

    /// <summary>Gives a lane to the next example that has a step to take; without one it is idle.</summary>
    private static void Load<T>(in SolveScope<T> scope, int lane)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var tile = scope.Tile;
        while (tile.NextExample < scope.Batch.Examples)
        {
            var example = tile.NextExample++;
            if (example != lane) Fill(scope, example, lane);
            Take(scope, example, lane);
            if (!tile.Lanes[lane].IsDone)
            {
                tile.Occupied++;
                return;
            }

            Store(scope, lane);
        }

        Empty(tile, lane);
    }

    /// <summary>Leaves a lane idle, where it is.</summary>
    internal static void Empty<T>(TileWorkspace<T> tile, int lane)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        tile.Lanes[lane] = new() { Example = LaneWorkspace.Idle };
        tile.Steps.Stop(lane);
        var rows = tile.Steps.Rows;
        (rows[StepRow.Accepted, lane], rows[StepRow.Look, lane]) = (0, 0);
    }

    /// <summary>Puts one example at its start into a lane.</summary>
    internal static void Place<T>(in SolveScope<T> scope, int example, int lane)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Fill(scope, example, lane);
        Take(scope, example, lane);
    }

    /// <summary>Turns the first examples into the lanes of their own numbers, all together.</summary>
    private static void LoadFirst<T>(in SolveScope<T> scope)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (tile, field) = (scope.Tile, scope.Stepping.Field);
        var count = Math.Min(tile.Lanes.Length, scope.Batch.Examples);
        tile.Load(scope.Batch.Y0[..(count * field.State)], tile.Y);
        tile.Load(scope.Batch.Inputs[..(count * field.Inputs)], tile.Memory.Input(3));
        if (!scope.Stepping.Coefficients.IsFsal) return;
        tile.Load(scope.Results.FirstSlopes[..(count * field.State)], tile.Slope(0));
        tile.Load(scope.Results.FirstKept[..(count * tile.KeptOfLane)], tile.FirstKept);
    }

    private static void Fill<T>(in SolveScope<T> scope, int example, int lane)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var tile = scope.Tile;
        tile.Scatter(scope.Y0(example), tile.Y, lane);
        tile.Scatter(scope.Inputs(example), tile.Memory.Input(3), lane);
        if (!scope.Stepping.Coefficients.IsFsal) return;
        tile.Scatter(scope.Results.FirstSlope(example), tile.Slope(0), lane);
        tile.Scatter(scope.Results.FirstKeptOf(example), tile.FirstKept, lane);
    }

    private static void Take<T>(in SolveScope<T> scope, int example, int lane)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var tile = scope.Tile;
        ref readonly var batch = ref scope.Batch;
        var (t0, t1) = (batch.T0[example], batch.T1[example]);
        tile.Lanes[lane] = new()
        {
            Example = example,
            T1 = t1,
            NextTime = batch.TimeOffsets.IsEmpty ? 0 : batch.TimeOffsets[example],
            TimesEnd = batch.TimeOffsets.IsEmpty ? 0 : batch.TimeOffsets[example + 1],
            NextFrozen = scope.IsFrozen ? batch.StepOffsets[example] : 0,
            FrozenEnd = scope.IsFrozen ? batch.StepOffsets[example + 1] : 0,
            ExtraNfe = scope.Results.FirstNfe[example],
        };
        var rows = tile.Steps.Rows;
        (rows[StepRow.Time, lane], rows[StepRow.Landing, lane]) = (t0, scope.Stepping.Jumps.Next(t0, t1));
        rows[StepRow.Wanted, lane] = Math.CopySign(scope.Results.FirstSteps[example], t1 - t0);
        rows[StepRow.Floor, lane] = scope.SmallestStep(example);
        rows[StepRow.Budget, lane] = scope.MaximumSteps(example);
        (rows[StepRow.Running, lane], rows[StepRow.Tries, lane], rows[StepRow.Rejected, lane]) = (1, 0, 0);
        (rows[StepRow.LastLog, lane], rows[StepRow.LogBeforeLast, lane]) = (0, 0);
        if (scope.HasTolerances) tile.Tolerate(scope.Tolerances(example), lane);
        Begin(scope, lane);
    }

    /// <summary>
    /// Gives the values at t0, and ends an example with no step to take, or no slope to take it with.
    /// </summary>
    private static void Begin<T>(in SolveScope<T> scope, int lane)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var tile = scope.Tile;
        ref var place = ref tile.Lanes[lane];
        var y0 = scope.Y0(place.Example);
        for (; place.NextTime < place.TimesEnd; place.NextTime++)
        {
            if (scope.Batch.Times[place.NextTime] != tile.Steps.Times[lane]) break;
            y0.CopyTo(scope.Results.Value(place.NextTime));
        }

        tile.Observe(scope.Batch, lane);
        if (scope.IsZeroLength(place.Example))
        {
            tile.Stop(lane, OutcomeCode.Finished);
            return;
        }

        place.WorstComponent = Diagnosis.NotFinite(y0);
        if (place.WorstComponent < 0 && place.ExtraNfe > 0)
        {
            place.WorstComponent = Diagnosis.NotFinite<T>(scope.Results.FirstSlope(place.Example));
        }

        if (place.WorstComponent >= 0) tile.Stop(lane, OutcomeCode.NotFinite);
    }

    private static void Store<T>(in SolveScope<T> scope, int lane)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (tile, example) = (scope.Tile, scope.Tile.Lanes[lane].Example);
        tile.Gather(tile.Y, lane, scope.Results.FinalOf(example));
        scope.Results.Lanes[example] = tile.Record(lane);
    }
}
