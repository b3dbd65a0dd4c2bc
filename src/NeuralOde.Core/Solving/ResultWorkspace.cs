using System.Numerics;

namespace NeuralOde.Core.Solving;

/// <summary>What a solve finds out about each example, and what it prepares for it.</summary>
/// <typeparam name="T">The element type of the state.</typeparam>
internal sealed class ResultWorkspace<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly int _state;
    private readonly int _stages;
    private T[] _values = [];
    private T[] _final = [];
    private T[] _firstSlopes = [];
    private T[] _firstKept = [];
    private double[] _firstSteps = [];
    private int[] _nfe = [];
    private LaneRecord[] _lanes = [];
    private int _times;
    private int _examples;
    private int _kept;

    internal ResultWorkspace(int state, int stages) =>
        (_state, _stages, Tape) = (state, stages, new(state, stages - 1));

    /// <summary>The steps that the tile took.</summary>
    internal int TileSteps { get; set; }

    internal Span<T> Values => _values.AsSpan(0, _times * _state);

    internal Span<T> Final => _final.AsSpan(0, _examples * _state);

    internal Span<LaneRecord> Lanes => _lanes.AsSpan(0, _examples);

    internal StepTapeWorkspace<T> Tape { get; }

    /// <summary>f(t0, y0) of each example; shape [examples, state].</summary>
    internal Span<T> FirstSlopes => _firstSlopes.AsSpan(0, _examples * _state);

    /// <summary>What is kept of it for the way back; shape [examples, kept].</summary>
    internal Span<T> FirstKept => _firstKept.AsSpan(0, _examples * _kept);

    /// <summary>The size of each example's first step, without sign; shape [examples].</summary>
    internal Span<double> FirstSteps => _firstSteps.AsSpan(0, _examples);

    /// <summary>The evaluations spent before the first step; shape [examples].</summary>
    internal Span<int> FirstNfe => _nfe.AsSpan(0, _examples);

    internal Span<T> Value(int time) => _values.AsSpan(time * _state, _state);

    internal Span<T> FinalOf(int example) => _final.AsSpan(example * _state, _state);

    internal Span<T> FirstSlope(int example) => _firstSlopes.AsSpan(example * _state, _state);

    internal Span<T> FirstKeptOf(int example) => _firstKept.AsSpan(example * _kept, _kept);

    /// <summary>
    /// Makes room for a batch, of whose evaluations so many numbers are kept beside the slopes; values are NaN until
    /// they are known.
    /// </summary>
    internal void Clear(int examples, int times, int kept)
    {
        (_examples, _times, _kept, TileSteps) = (examples, times, kept, 0);
        Grow(ref _values, times * _state);
        Grow(ref _final, examples * _state);
        Grow(ref _firstSlopes, examples * _state);
        Grow(ref _firstKept, examples * kept);
        Grow(ref _firstSteps, examples);
        Grow(ref _nfe, examples);
        Grow(ref _lanes, examples);
        Values.Fill(T.NaN);
        FirstNfe.Clear();
        Tape.Clear(examples, _stages * kept);
    }

    private static void Grow<TItem>(ref TItem[] array, int length)
    {
        if (array.Length < length) array = new TItem[Math.Max(length, 2 * array.Length)];
    }
}
