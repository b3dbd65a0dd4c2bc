using System.Numerics;
using NeuralOde.Core.Solving;

namespace NeuralOde.Core.Adjoints;

/// <summary>
/// The steps of a tile as something to be reversed: each try of all lanes, rejected or not, is one step.
/// </summary>
/// <remarks>A step is a function of what is stored, so that what is solved again has the same bits.</remarks>
/// <typeparam name="T">The element type of states and parameters.</typeparam>
internal readonly ref struct TileReplay<T>(
    SolveScope<T> scope,
    PullBackRequest<T> request,
    TileCheckpointsWorkspace<T> checkpoints,
    ReverseTileWorkspace<T> tile) : IReversible
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly SolveScope<T> _scope = scope;
    private readonly PullBackRequest<T> _request = request;

    /// <summary>In which the work is counted; shape [examples].</summary>
    public required Span<AdjointRecord> Records { get; init; }

    /// <inheritdoc/>
    public void Store(int slot) => checkpoints.Store(_scope.Tile, slot);

    /// <inheritdoc/>
    public void Restore(int slot) => checkpoints.Restore(_scope.Tile, slot);

    /// <inheritdoc/>
    public void Advance(int steps)
    {
        for (var i = 0; i < steps; i++)
        {
            Try();
            Solving.Advance.Lanes(_scope);
        }
    }

    /// <inheritdoc/>
    public void Reverse()
    {
        Try();
        tile.PlaceTile(_scope.Tile.Y, _scope.Tile.Mask, _scope.Tile.Slopes);
        for (var lane = 0; lane < tile.Lanes; lane++)
        {
            ref readonly var place = ref _scope.Tile.Lanes[lane];
            if (place.Example == LaneWorkspace.Idle)
            {
                tile.Shadow(lane, other: 0);
                continue;
            }

            var isReversed = place.IsRunning && _scope.Tile.Mask[lane] != T.Zero;
            var steps = _scope.Tile.Steps;
            tile.Place(_request, lane, steps.Begins[lane], isReversed ? steps.Sizes[lane] : 0);
        }

        tile.Run(Records);
    }

    /// <summary>Tries the next step of every lane again, and counts its evaluations.</summary>
    private void Try()
    {
        SolveLoop.Try(_scope);
        var nfe = _scope.Stepping.Coefficients.Stages - (_scope.Stepping.Coefficients.IsFsal ? 1 : 0);
        foreach (ref readonly var place in _scope.Tile.Lanes.AsSpan())
        {
            if (!place.IsRunning) continue;
            ref var record = ref Records[place.Example];
            record = record with { NfeBackward = record.NfeBackward + nfe };
        }
    }
}
