using System.Numerics;
using System.Runtime.CompilerServices;

namespace NeuralOde.Core.Solving;

/// <summary>
/// The accepted steps of a solve: for each one where it began, its size, its slopes, and the step before it.
/// </summary>
/// <remarks>
/// The slopes give the states of the stages again, bit for bit, without an evaluation of the field. One lane alone
/// also keeps what it has computed of each slope and the way back needs, if that is little.
/// </remarks>
/// <typeparam name="T">The element type of the state.</typeparam>
public sealed class StepTapeWorkspace<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int FirstCapacity = 256;
    private readonly int _state;
    private readonly int _row;
    private int[] _previous = [];
    private double[] _times = [];
    private double[] _steps = [];
    private T[] _states = [];
    private T[] _kept = [];
    private int _keptOfStep;
    private int[] _last = [];
    private int _examples;

    /// <summary>An empty tape.</summary>
    /// <param name="state">The features of a state.</param>
    /// <param name="slopes">The slopes that are kept of a step.</param>
    public StepTapeWorkspace(int state, int slopes) => (_state, _row) = (state, (1 + slopes) * state);

    /// <summary>The number of records.</summary>
    public int Count { get; private set; }

    /// <summary>The newest record of each example, or −1; shape [examples].</summary>
    public ReadOnlySpan<int> Last => _last.AsSpan(0, _examples);

    /// <summary>The record before each one in the same example, or −1; shape [count].</summary>
    public ReadOnlySpan<int> Previous => _previous.AsSpan(0, Count);

    /// <summary>The time at which each step began; shape [count].</summary>
    public ReadOnlySpan<double> Times => _times.AsSpan(0, Count);

    /// <summary>
    /// The size of each step, with the sign of its direction: its end less its begin; shape [count].
    /// </summary>
    public ReadOnlySpan<double> Steps => _steps.AsSpan(0, Count);

    /// <summary>The bytes that the records take.</summary>
    public long HeldBytes =>
        (long)Count * (sizeof(int) + 2 * sizeof(double) + (_row + _keptOfStep) * Unsafe.SizeOf<T>())
            + sizeof(int) * (long)_examples;

    /// <summary>The state in which one step began; shape [state].</summary>
    public ReadOnlySpan<T> State(int record) => _states.AsSpan(record * _row, _state);

    /// <summary>The slopes of one step, stage by stage; shape [slopes, state].</summary>
    public ReadOnlySpan<T> Slopes(int record) => _states.AsSpan(record * _row + _state, _row - _state);

    /// <summary>One step as it was appended: the state, then the slopes; shape [1 + slopes, state].</summary>
    internal ReadOnlySpan<T> Row(int record) => _states.AsSpan(record * _row, _row);

    /// <summary>What is kept of one step beside its slopes, stage by stage; shape [stages, kept].</summary>
    internal Span<T> Kept(int record) => _kept.AsSpan(record * _keptOfStep, _keptOfStep);

    /// <summary>
    /// Forgets all records and makes room for examples, of whose steps so many numbers are kept beside the slopes.
    /// </summary>
    internal void Clear(int examples, int kept)
    {
        _keptOfStep = kept;
        if (_kept.Length < _times.Length * kept) Array.Resize(ref _kept, _times.Length * kept);
        if (_last.Length < examples) _last = new int[examples];
        (Count, _examples) = (0, examples);
        _last.AsSpan(0, examples).Fill(-1);
    }

    /// <summary>
    /// Appends a step and gives the place for the state in which it began and its slopes;
    /// shape [1 + slopes, state].
    /// </summary>
    internal Span<T> Append(int example, double time, double step)
    {
        if (Count == _times.Length) Grow();
        (_previous[Count], _times[Count], _steps[Count], _last[example]) =
            (_last[example], time, step, Count);
        return _states.AsSpan(Count++ * _row, _row);
    }

    private void Grow()
    {
        var capacity = Math.Max(FirstCapacity, 2 * _times.Length);
        Array.Resize(ref _previous, capacity);
        Array.Resize(ref _times, capacity);
        Array.Resize(ref _steps, capacity);
        Array.Resize(ref _states, capacity * _row);
        Array.Resize(ref _kept, Math.Max(_kept.Length, capacity * _keptOfStep));
    }
}
