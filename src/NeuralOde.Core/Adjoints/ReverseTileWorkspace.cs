using System.Numerics;
using NeuralOde.Core.Solving;
using NeuralOde.Numerics.Lanes;

namespace NeuralOde.Core.Adjoints;

/// <summary>
/// The lanes in which examples are carried back: which one each holds, and which observations it has met.
/// </summary>
/// <typeparam name="T">The element type of states and parameters.</typeparam>
internal sealed class ReverseTileWorkspace<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ReverseStepWorkspace<T> _step;
    private readonly int _state;
    private readonly int _inputs;
    private readonly int[] _examples;
    private readonly int[] _observations;
    private readonly double[] _ends;

    public ReverseTileWorkspace(Stepping<T> stepping, int lanes)
    {
        _step = new(stepping, lanes);
        (_state, _inputs) = (stepping.Field.State, stepping.Field.Inputs);
        _examples = new int[lanes];
        _observations = new int[lanes];
        _ends = new double[lanes];
    }

    public int Lanes => _step.Lanes;

    /// <summary>Takes θ, and begins a new sum of θ̄.</summary>
    public void Bind(ReadOnlySpan<T> parameters) => _step.Bind(parameters);

    /// <summary>Adds the sum of θ̄ over all runs since <see cref="Bind"/>.</summary>
    public void AddParametersCotangentTo(Span<T> destination) => _step.AddParametersCotangentTo(destination);

    /// <summary>Puts an example into a lane, at its end, with cotangent 0.</summary>
    public void Load(in PullBackRequest<T> request, int lane, int example)
    {
        _examples[lane] = example;
        _observations[lane] = request.EndOfTimesOf(example) - 1;
        _ends[lane] = request.Lanes[example].Time;
        Lane(_step.Cotangents, lane).Clear();
        Lane(_step.Inputs, lane).Set(request.Inputs.Slice(example * _inputs, _inputs));
        Lane(_step.InputsCotangents, lane).Clear();
    }

    /// <summary>
    /// Sets the step of a lane that is to be reversed next, with the observations that it covers; a step of
    /// length 0 leaves the lane's cotangent as it is.
    /// </summary>
    public void Place(in PullBackRequest<T> request, int lane, double time, double step)
    {
        (_step.Times[lane], _step.Steps[lane]) = (time, step);
        if (step == 0) return;
        var first = request.FirstTimeOf(_examples[lane]);
        for (; _observations[lane] >= first; _observations[lane]--)
        {
            var at = request.Times[_observations[lane]];
            if ((at - time) * step <= 0) break;
            var cotangent = request.ValuesCotangent.Slice(_observations[lane] * _state, _state);
            if (at == _ends[lane]) Lane(_step.Cotangents, lane).Add(cotangent);
            else _step.Observe(lane, (at - time) / step, cotangent);
        }

        _ends[lane] = time;
    }

    /// <summary>
    /// Sets the states and slopes of some lanes from rows as a tape keeps them; shape [lanes, stages, state].
    /// </summary>
    /// <param name="rows">The rows.</param>
    /// <param name="first">The first of the lanes.</param>
    /// <param name="lanes">Their number.</param>
    public void PlaceRows(ReadOnlySpan<T> rows, int first, int lanes)
    {
        var (row, slopes) = (rows.Length / lanes, _step.Slopes.Length / Lanes);
        TurnSize size = new(lanes, _state) { SourceStride = row, DestinationStride = Lanes };
        LaneTurn.Into(rows, size, _step.States[first..]);
        if (slopes > 0) LaneTurn.Into(rows[_state..], size with { Columns = slopes }, _step.Slopes[first..]);
    }

    /// <summary>Sets what was kept of the evaluations of the one lane's step; shape [stages, kept].</summary>
    public void PlaceKept(ReadOnlySpan<T> kept) => _step.PlaceKept(kept);

    /// <summary>
    /// Sets the states of all lanes, and the slopes of those whose mask is not 0, from a tile of as many lanes.
    /// </summary>
    public void PlaceTile(ReadOnlySpan<T> states, ReadOnlySpan<T> mask, ReadOnlySpan<T> slopes)
    {
        states.CopyTo(_step.States);
        LaneSelect.Into(mask, slopes[.._step.Slopes.Length], _step.Slopes);
    }

    /// <summary>
    /// Gives an empty lane the place of another one, for it needs a state in which f is finite.
    /// </summary>
    public void Shadow(int lane, int other)
    {
        (_step.Times[lane], _step.Steps[lane]) = (_step.Times[other], 0);
        Lane(_step.States, lane).Set(other);
        Lane(_step.Cotangents, lane).Clear();
        Lane(_step.Inputs, lane).Set(other);
    }

    /// <summary>Reverses the placed steps, and counts the work.</summary>
    public void Run(Span<AdjointRecord> records)
    {
        for (var lane = 0; lane < Lanes; lane++)
        {
            if (_step.Steps[lane] == 0) continue;
            var pullbacks = _step.PullbacksOf(lane);
            ref var record = ref records[_examples[lane]];
            record = record with { Nvjp = record.Nvjp + pullbacks };
        }

        _step.Run();
    }

    /// <summary>Writes what an example that has come to its start got.</summary>
    public void Finish(int lane, CotangentsWorkspace<T> cotangents)
    {
        var example = _examples[lane];
        Lane(_step.Cotangents, lane).CopyTo(cotangents.Start.Slice(example * _state, _state));
        Lane(_step.InputsCotangents, lane).CopyTo(cotangents.Inputs.Slice(example * _inputs, _inputs));
    }

    private LaneColumn<T> Lane(Span<T> tile, int lane) => new(tile, Lanes, lane);
}
