namespace NeuralOde.Numerics.Lanes;

/// <summary>The rows of the steps of a tile, one behind the other; shape [<see cref="Count"/>, lanes].</summary>
public readonly ref struct StepRows
{
    /// <summary>The number of rows.</summary>
    public const int Count = (int)StepRow.SquareOfCurve + 1;

    private readonly Span<double> _values;

    /// <summary>Takes the rows.</summary>
    /// <param name="values">The numbers; shape [<see cref="Count"/>, lanes].</param>
    /// <param name="lanes">The number of lanes.</param>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    public StepRows(Span<double> values, int lanes)
    {
        Misuse.SameLength(values.Length, Count * lanes);
        _values = values;
        Lanes = lanes;
    }

    /// <summary>The number of lanes.</summary>
    public int Lanes { get; }

    /// <summary>One row; shape [lanes].</summary>
    public Span<double> this[StepRow row] => _values.Slice((int)row * Lanes, Lanes);

    /// <summary>The entry of one lane.</summary>
    internal ref double this[StepRow row, int lane] => ref _values[(int)row * Lanes + lane];

    internal Span<double> Values => _values;
}
