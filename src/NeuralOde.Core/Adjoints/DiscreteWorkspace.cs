using System.Numerics;
using NeuralOde.Core.Programs.Plans;
using NeuralOde.Core.Solving;

namespace NeuralOde.Core.Adjoints;

/// <summary>
/// Carries cotangents back over the recorded steps: each lane walks the tape of its own example.
/// </summary>
/// <typeparam name="T">The element type of states and parameters.</typeparam>
internal sealed class DiscreteWorkspace<T> : IPullBack<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int None = -1;
    private readonly ReverseTileWorkspace<T> _tile;
    private readonly int[] _records;
    private readonly T[] _rows;
    private readonly int _granule;
    private int _next;

    public DiscreteWorkspace(Stepping<T> stepping, int lanes)
    {
        _tile = new(stepping, lanes);
        _records = new int[lanes];
        _granule = Math.Min(lanes, Plan<T>.Granule);
        _rows = new T[_granule * stepping.Coefficients.Stages * stepping.Field.State];
    }

    /// <inheritdoc/>
    public long HeldBytes { get; private set; }

    /// <inheritdoc/>
    public void Run(
        in PullBackRequest<T> request, CotangentsWorkspace<T> cotangents, Span<T> parametersCotangent)
    {
        HeldBytes = request.Solution.Tape.HeldBytes;
        _tile.Bind(request.Kept.Parameters);
        _next = 0;
        for (var lane = 0; lane < _tile.Lanes; lane++) LoadNext(request, lane);

        while (_records.AsSpan().ContainsAnyExcept(None))
        {
            // A granule at a time: its rows stay in the nearest cache until they are turned.
            for (var lane = 0; lane < _tile.Lanes; lane += _granule)
            {
                for (var i = 0; i < _granule; i++) Place(request, lane + i);
                _tile.PlaceRows(_rows, lane, _granule);
            }

            for (var lane = 0; lane < _tile.Lanes; lane++)
            {
                if (_records[lane] == None) _tile.Shadow(lane, other: 0);
            }

            _tile.Run(cotangents.Records);
            for (var lane = 0; lane < _tile.Lanes; lane++) GoBack(request, lane, cotangents);
        }

        _tile.AddParametersCotangentTo(parametersCotangent);
    }

    /// <summary>
    /// Puts the next example that took a step and finished into a lane, or leaves it empty.
    /// </summary>
    private void LoadNext(in PullBackRequest<T> request, int lane)
    {
        var last = request.Solution.Tape.Last;
        while (_next < last.Length && (last[_next] == None || !request.Includes(_next))) _next++;
        _records[lane] = _next < last.Length ? last[_next] : None;
        if (_records[lane] != None) _tile.Load(request, lane, _next++);
    }

    private void Place(in PullBackRequest<T> request, int lane)
    {
        var (tape, record) = (request.Solution.Tape, _records[lane]);
        if (record == None) return;
        _tile.Place(request, lane, tape.Times[record], tape.Steps[record]);
        var row = tape.Row(record);
        row.CopyTo(_rows.AsSpan(lane % _granule * row.Length));
        _tile.PlaceKept(tape.Kept(record));
    }

    private void GoBack(in PullBackRequest<T> request, int lane, CotangentsWorkspace<T> cotangents)
    {
        if (_records[lane] == None) return;
        _records[lane] = request.Solution.Tape.Previous[_records[lane]];
        if (_records[lane] != None) return;
        _tile.Finish(lane, cotangents);
        LoadNext(request, lane);
    }
}
