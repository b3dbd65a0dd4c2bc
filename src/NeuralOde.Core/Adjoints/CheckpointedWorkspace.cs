using System.Numerics;
using NeuralOde.Core.Solving;

namespace NeuralOde.Core.Adjoints;

/// <summary>
/// Carries cotangents back over steps that were not recorded: a tile of examples is solved again from its
/// start, by a binomial schedule over the steps that its lanes try together.
/// </summary>
/// <typeparam name="T">The element type of states and parameters.</typeparam>
internal sealed class CheckpointedWorkspace<T> : IPullBack<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ReverseTileWorkspace<T> _tile;
    private readonly TileCheckpointsWorkspace<T> _checkpoints;
    private readonly int _slots;

    public CheckpointedWorkspace(Stepping<T> stepping, int lanes, int checkpoints)
    {
        _tile = new(stepping, lanes);
        _checkpoints = new();
        _slots = checkpoints;
    }

    /// <inheritdoc/>
    public long HeldBytes => _checkpoints.HeldBytes;

    /// <inheritdoc/>
    public void Run(
        in PullBackRequest<T> request, CotangentsWorkspace<T> cotangents, Span<T> parametersCotangent)
    {
        var scope = request.Solution.Scope(request.Kept.Problems);
        var replay = new TileReplay<T>(scope, request, _checkpoints, _tile) { Records = cotangents.Records };
        _tile.Bind(request.Kept.Parameters);
        _checkpoints.Clear();

        var next = 0;
        while (true)
        {
            var steps = 0;
            for (var lane = 0; lane < _tile.Lanes; lane++)
            {
                next = NextExample(request, next);
                if (next == request.Lanes.Length)
                {
                    Refill.Empty(scope.Tile, lane);
                    continue;
                }

                steps = Math.Max(steps, request.Lanes[next].Steps);
                _tile.Load(request, lane, next);
                Refill.Place(scope, next++, lane);
            }

            if (steps == 0) break;
            BinomialSchedule.Run(replay, steps, _slots);
            for (var lane = 0; lane < _tile.Lanes; lane++)
            {
                if (scope.Tile.Lanes[lane].Example != LaneWorkspace.Idle) _tile.Finish(lane, cotangents);
            }
        }

        _tile.AddParametersCotangentTo(parametersCotangent);
    }

    /// <summary>The first example from here on that took a step and is meant.</summary>
    private static int NextExample(in PullBackRequest<T> request, int from)
    {
        while (from < request.Lanes.Length && (request.Lanes[from].Steps == 0 || !request.Includes(from)))
        {
            from++;
        }
        return from;
    }
}
