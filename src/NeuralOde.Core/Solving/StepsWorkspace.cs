using NeuralOde.Core.Programs.Plans;
using NeuralOde.Numerics.Lanes;

namespace NeuralOde.Core.Solving;

/// <summary>
/// Where every lane of a tile is and what its step in hand does, as rows of numbers that kernels work on; what
/// is seldom needed stands in <see cref="LaneWorkspace"/>.
/// </summary>
/// <param name="memory">Where the rows stand.</param>
/// <param name="begin">The first number of the first row.</param>
/// <param name="lanes">The number of lanes.</param>
internal sealed class StepsWorkspace(AlignedBuffer<double> memory, int begin, int lanes)
{
    private const int KeptRows = (int)StepRow.LogBeforeLast + 1;

    private readonly int[] _looked = new int[lanes];
    private int _looks;

    /// <summary>Takes memory for nothing but the rows.</summary>
    internal StepsWorkspace(int lanes)
        : this(new(StepRows.Count * lanes, behind: 0), begin: 0, lanes)
    {
    }

    /// <summary>All rows.</summary>
    internal StepRows Rows => new(memory.Values.Slice(begin, StepRows.Count * lanes), lanes);

    /// <summary>All that the next step depends on: the first rows, so that a checkpoint of it is one copy.</summary>
    internal Span<double> Kept => memory.Values.Slice(begin, KeptRows * lanes);

    /// <inheritdoc cref="StepRow.Time"/>
    internal Span<double> Times => Rows[StepRow.Time];

    /// <inheritdoc cref="StepRow.Wanted"/>
    internal Span<double> Wanted => Rows[StepRow.Wanted];

    /// <inheritdoc cref="StepRow.Landing"/>
    internal Span<double> Landings => Rows[StepRow.Landing];

    /// <inheritdoc cref="StepRow.Observation"/>
    internal Span<double> Observations => Rows[StepRow.Observation];

    /// <inheritdoc cref="StepRow.Floor"/>
    internal Span<double> Floors => Rows[StepRow.Floor];

    /// <inheritdoc cref="StepRow.Budget"/>
    internal Span<double> Budgets => Rows[StepRow.Budget];

    /// <inheritdoc cref="StepRow.Tries"/>
    internal Span<double> Tries => Rows[StepRow.Tries];

    /// <inheritdoc cref="StepRow.Rejected"/>
    internal Span<double> Rejected => Rows[StepRow.Rejected];

    /// <inheritdoc cref="StepRow.Running"/>
    internal Span<double> Running => Rows[StepRow.Running];

    /// <inheritdoc cref="StepRow.LastLog"/>
    internal Span<double> LastLogs => Rows[StepRow.LastLog];

    /// <inheritdoc cref="StepRow.LogBeforeLast"/>
    internal Span<double> LogsBeforeLast => Rows[StepRow.LogBeforeLast];

    /// <inheritdoc cref="StepRow.Begin"/>
    internal Span<double> Begins => Rows[StepRow.Begin];

    /// <inheritdoc cref="StepRow.End"/>
    internal Span<double> Ends => Rows[StepRow.End];

    /// <inheritdoc cref="StepRow.Size"/>
    internal Span<double> Sizes => Rows[StepRow.Size];

    /// <inheritdoc cref="StepRow.Square"/>
    internal Span<double> Squares => Rows[StepRow.Square];

    /// <inheritdoc cref="StepRow.Factor"/>
    internal Span<double> Factors => Rows[StepRow.Factor];

    /// <inheritdoc cref="StepRow.Accepted"/>
    internal Span<double> Accepted => Rows[StepRow.Accepted];

    /// <inheritdoc cref="StepRow.Look"/>
    internal Span<double> Looks => Rows[StepRow.Look];

    /// <summary>The lanes that wanted a look when they were sought last, in order.</summary>
    internal ReadOnlySpan<int> Looked => _looked.AsSpan(0, _looks);

    /// <summary>Seeks the lanes that want a look behind their step.</summary>
    internal void SeekLooks() => _looks = StepLook.Seek(Looks, _looked);

    /// <summary>A lane goes on where another one stands, between two steps.</summary>
    internal void Move(int from, int to)
    {
        var kept = Kept;
        for (var at = 0; at < kept.Length; at += lanes) kept[at + to] = kept[at + from];
    }

    /// <summary>A lane has no more steps to take, and stays where it is.</summary>
    internal void Stop(int lane)
    {
        var rows = Rows;
        (rows[StepRow.Running, lane], rows[StepRow.Landing, lane]) = (0, rows[StepRow.Time, lane]);
        rows[StepRow.Wanted, lane] = 0;
    }
}
