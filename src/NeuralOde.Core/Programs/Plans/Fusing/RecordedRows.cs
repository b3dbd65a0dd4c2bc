using System.Collections.Immutable;
using NeuralOde.Numerics.Lanes;

namespace NeuralOde.Core.Programs.Plans.Fusing;

/// <summary>
/// The rows of a step as formulas of what they held before: rules that are applied to it make one chain of all.
/// </summary>
internal sealed class RecordedRows : IStepRows<Recorded<double>>
{
    private readonly Dictionary<StepRow, Recorded<double>> _read = [], _written = [];

    public Recorded<double> Load(StepRow row)
    {
        if (_written.TryGetValue(row, out var made) || _read.TryGetValue(row, out made)) return made;
        return _read[row] = new(new Formula.Argument((int)row));
    }

    public void Store(StepRow row, Recorded<double> value) => _written[row] = value;

    /// <summary>The chain that gives the rows what rules have made of them.</summary>
    /// <param name="rules">The rules, in order.</param>
    /// <param name="lanes">The number of lanes.</param>
    public static Chain Chain(IStepRule[] rules, int lanes)
    {
        var rows = new RecordedRows();
        foreach (var rule in rules) rule.Apply<RecordedRows, Recorded<double>>(rows);
        var values = new List<(ChainValue, Phase)>();
        var places = new Dictionary<Formula, int>(ReferenceEqualityComparer.Instance);
        var stores = rows._written
            .Select(row => (PlaceOf(row.Value.Formula), At((int)row.Key)))
            .ToImmutableArray();
        return new(Features: 1, lanes, [.. values], stores);

        int PlaceOf(Formula formula)
        {
            if (places.TryGetValue(formula, out var place)) return place;
            ChainValue value = formula switch
            {
                Formula.Argument f => new ChainValue.Load(At(f.Index)),
                Formula.Constant f => new ChainValue.Constant(f.Value),
                _ => new ChainValue.Applied(formula, [.. formula.Parts.Select(PlaceOf)]),
            };
            values.Add((value, Phase.Before));
            return places[formula] = values.Count - 1;
        }

        Row At(int row) => new(row * lanes, Stride: 0, IsShared: false);
    }
}
