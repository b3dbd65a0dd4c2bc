using System.Numerics;

namespace NeuralOde.Core.Solving;

/// <summary>What a solve finds out about each example, and what it prepares for it.</summary>
/// <typeparam name="T">The element type of the state.</typeparam>
internal sealed class ResultWorkspace<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly int _state;
    private T[] _values = [];
    private T[] _final = [];
    private T[] _firstSlopes = [];
    private double[] _firstSteps = [];
    private int[] _nfe = [];
    private LaneRecord[] _lanes = [];
    private int _times;
    private int _examples;

    internal ResultWorkspace(int state, int slopes) => (_state, Tape) = (state, new(state, slopes));

    /// <summary>The steps that the tile took.</summary>
    internal int TileSteps { get; set; }

    internal Span<T> Values => _values.AsSpan(0, _times * _state);

    internal Span<T> Final => _final.AsSpan(0, _examples * _state);

    internal Span<LaneRecord> Lanes => _lanes.AsSpan(0, _examples);

    internal StepTapeWorkspace<T> Tape { get; }

    /// <summary>f(t0, y0) of each example; shape [examples, state].</summary>
    internal Span<T> FirstSlopes => _firstSlopes.AsSpan(0, _examples * _state);

    /// <summary>The size of each example's first step, without sign; shape [examples].</summary>
    internal Span<double> FirstSteps => _firstSteps.AsSpan(0, _examples);

    /// <summary>The evaluations spent before the first step; shape [examples].</summary>
    internal Span<int> FirstNfe => _nfe.AsSpan(0, _examples);

    internal Span<T> Value(int time) => _values.AsSpan(time * _state, _state);

    internal Span<T> FinalOf(int example) => _final.AsSpan(example * _state, _state);

    internal Span<T> FirstSlope(int example) => _firstSlopes.AsSpan(example * _state, _state);

    /// <summary>
    /// Makes room for a batch, of whose steps so many numbers are kept beside the slopes; values are NaN until they are
    /// known.
    /// </summary>
    internal void Clear(int examples, int times, int kept)
    {
        (_examples, _times, TileSteps) = (examples, times, 0);
        Grow(ref _values, times * _state);
        Grow(ref _final, examples * _state);
        Grow(ref _firstSlopes, examples * _state);
        Grow(ref _firstSteps, examples);
        Grow(ref _nfe, examples);
        Grow(ref _lanes, examples);
        Values.Fill(T.NaN);
        FirstNfe.Clear();
        Tape.Clear(examples, kept);
    }

    private static void Grow<TItem>(ref TItem[] array, int length)
    {
        if (array.Length < length) array = new TItem[Math.Max(length, 2 * array.Length)];
    }
}
