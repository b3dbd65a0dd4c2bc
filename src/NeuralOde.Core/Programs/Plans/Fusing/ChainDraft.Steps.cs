using NeuralOde.Core.Values;
using NeuralOde.Numerics;

namespace NeuralOde.Core.Programs.Plans.Fusing;

internal sealed partial class ChainDraft
{
    private bool Add(Step step, bool isWalked) => step switch
    {
        Step.Unary s => EachOf(s.To, isWalked, f =>
            Read(f(s.X)) is { } x ? Made(new ChainValue.Unary(s.Function, x)) : null),
        Step.Binary s => EachOf(s.To, isWalked, f =>
            Read(f(s.X)) is { } x && Read(f(s.Y)) is { } y
                ? Made(new ChainValue.Binary(s.Function, x, y))
                : null),
        Step.Select s => EachOf(s.To, isWalked, f =>
            Read(f(s.Condition)) is { } condition
            && Read(f(s.Then)) is { } then
            && Read(f(s.Otherwise)) is { } otherwise
                ? Made(new ChainValue.Select(condition, then, otherwise))
                : null),
        Step.Copy s => EachOf(s.To, isWalked, f => Read(f(s.X))),
        Step.Clear s => EachOf(s.To, isWalked, _ => Made(new ChainValue.Constant(0))),
        Step.Stage s => EachOf(s.To, isWalked, f =>
            Slope(s.Of, s.Weights, f) is { } sum && Read(f(s.Of.Sizes)) is { } h && Read(f(s.Of.Y)) is { } y
                ? Made(new ChainValue.MultiplyAdd(h, sum, y))
                : null),
        Step.Error s => Write(Row.Of(s.To, 0), SquaredRatio(s)),
        Step.Product s when !isWalked => WrittenOut(s),
        Step.Product s when s.W.Columns <= FewRowsOrColumns => RowByRow(s),
        Step.Product s => ColumnByColumn(s),
        _ => throw Unreachable.Case(step),
    };

    /// <summary>Makes each feature of a result, or one that stands for all that are walked through.</summary>
    private bool EachOf(Place to, bool isWalked, Func<Func<Place, Row>, int?> make)
    {
        if (isWalked) return Write(Row.Each(to), make(Row.Each));
        for (var i = 0; i < to.Features; i++)
        {
            var feature = i;
            if (!Write(Row.Of(to, i), make(place => Row.Of(place, feature)))) return false;
        }

        return true;
    }

    /// <summary>
    /// All rows and columns, one behind the other; nothing is written before everything was read.
    /// </summary>
    private bool WrittenOut(Step.Product step)
    {
        var (order, results) = (SumOrder.Of(step.W.Rows, step.W.Columns), new int?[step.W.Rows]);
        for (var row = 0; row < results.Length; row++)
        {
            var sum = Plus(Start(step.Bias, bias => Row.Of(bias, row)), step, row, ..order.First);
            for (var column = order.First; column < step.W.Columns; column += order.Others)
            {
                var zero = Made(new ChainValue.Constant(0));
                sum = Of(BinaryFunction.Add, sum, Plus(zero, step, row, column..(column + order.Others)));
            }

            results[row] = sum;
        }

        return results.Select((value, row) => Write(Row.Of(step.To, row), value)).All(isWritten => isWritten);
    }

    /// <summary>The rows are walked through; each has few columns.</summary>
    private bool RowByRow(Step.Product step)
    {
        var sum = Start(step.Bias, Row.Each);
        for (var column = 0; column < step.W.Columns; column++)
        {
            var entries = Entries(step.W, Entry(step.W, 0, column), Entry(step.W, 1, 0));
            sum = Plus(sum, entries, Row.Of(step.X, column));
        }

        return Write(Row.Each(step.To), sum);
    }

    /// <summary>The columns are walked through, and the few rows are sums over them.</summary>
    private bool ColumnByColumn(Step.Product step)
    {
        for (var row = 0; row < step.W.Rows; row++)
        {
            var from = Start(step.Bias, bias => Row.Of(bias, row));
            var w = Read(Entries(step.W, Entry(step.W, row, 0), Entry(step.W, 0, 1)));
            var x = Read(Row.Each(step.X));
            if (from is not { } begin || w is not { } factor || x is not { } value) return false;
            if (PhaseOf(begin) != Phase.Before || PhaseOf(value) == Phase.Behind) return false;
            _values.Add((new ChainValue.Sum(factor, value, begin), Phase.Each));
            if (!Write(Row.Of(step.To, row), _values.Count - 1)) return false;
        }

        return true;
    }

    private int? Start(Place bias, Func<Place, Row> row) =>
        bias.Length == 0 ? Made(new ChainValue.Constant(0)) : Read(row(bias));

    private int? Plus(int? sum, Row factor, Row x) =>
        sum is { } addend && Read(factor) is { } w && Read(x) is { } value
            ? Made(new ChainValue.MultiplyAdd(w, value, addend))
            : null;

    /// <summary>A sum and the products of some columns of a row.</summary>
    private int? Plus(int? sum, Step.Product step, int row, Range columns)
    {
        for (var column = columns.Start.Value; column < columns.End.Value; column++)
        {
            sum = Plus(sum, Row.Of(step.W.Entries, Entry(step.W, row, column)), Row.Of(step.X, column));
        }

        return sum;
    }

    private static int Entry(MatrixPlace w, int row, int column) =>
        w.IsTransposed ? column * w.Rows + row : row * w.Columns + column;

    /// <summary>Entries of a matrix that stand apart by so many.</summary>
    private static Row Entries(MatrixPlace w, int first, int apart) =>
        Row.Of(w.Entries, first) with { Stride = apart * w.Entries.Stride };

    /// <summary>The value of a row: from its register, or loaded; null if it is only partly known.</summary>
    private int? Read(Row row)
    {
        if (_known.TryGetValue(row, out var known)) return known;
        var extent = ExtentOf(row);
        if (_stale.Concat(_written.Keys.Select(ExtentOf)).Any(extent.Overlaps)) return null;
        _loaded.Add(row);
        _values.Add((new ChainValue.Load(row), row.Stride > 0 ? Phase.Each : Phase.Before));
        return _known[row] = _values.Count - 1;
    }

    /// <summary>
    /// A new value; null if it would need what is made behind the features with each of them.
    /// </summary>
    private int? Made(ChainValue value)
    {
        var phases = value.Arguments.Select(PhaseOf).ToArray();
        if (phases.Contains(Phase.Each) && phases.Contains(Phase.Behind)) return null;
        _values.Add((value, phases.Length == 0 ? Phase.Before : phases.Max()));
        return _values.Count - 1;
    }

    /// <summary>When a value can be used at the earliest.</summary>
    private Phase PhaseOf(int value) =>
        _values[value].Value is ChainValue.Sum ? Phase.Behind : _values[value].Phase;

    private bool Write(Row row, int? value)
    {
        if (value is not { } made || (row.Stride > 0 && PhaseOf(made) == Phase.Behind)) return false;
        if (_loaded.Any(loaded => Collide(loaded, row))) return false;
        foreach (var other in _known.Keys.Where(known => Collide(known, row)).ToArray())
        {
            if (!ExtentOf(row).Covers(ExtentOf(other))) _stale.Add(ExtentOf(other));
            _ = _known.Remove(other);
            _ = _written.Remove(other);
        }

        _known[row] = _written[row] = made;
        return true;
    }

    /// <summary>True for rows that share elements, but not place by place.</summary>
    private bool Collide(Row first, Row second) =>
        first != second && ExtentOf(first).Overlaps(ExtentOf(second));
}
