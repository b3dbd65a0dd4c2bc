using System.Collections.Immutable;
using NeuralOde.Numerics;

namespace NeuralOde.Core.Programs.Plans.Fusing;

/// <summary>
/// A loop over lanes that keeps what it computes in registers: for each vector of lanes the values before
/// the features, those of each feature, and those behind them.
/// </summary>
/// <param name="Features">The number of features that are walked through.</param>
/// <param name="Lanes">The number of lanes; whole granules.</param>
/// <param name="Values">What is computed, in order, with the phase of each.</param>
/// <param name="Stores">What is written.</param>
internal sealed record Chain(
    int Features,
    int Lanes,
    ImmutableArray<(ChainValue Value, Phase Phase)> Values,
    ImmutableArray<(int Value, Row To)> Stores)
{
    /// <summary>The order in which features are walked through: that of the sums over them, which are few.</summary>
    public SumOrder Order => Values.Any(value => value.Value is ChainValue.Sum)
        ? SumOrder.Of(ChainDraft.FewRowsOrColumns, Features)
        : new(Features, 0);

    /// <summary>The number of operations in a lane.</summary>
    public long Operations => Values.Sum(value => value.Phase == Phase.Each ? (long)Features : 1);

    /// <summary>What is computed between which rows, in a line.</summary>
    public override string ToString()
    {
        var made = Values.Select(value => value.Value).ToLookup(value => value is ChainValue.Load);
        var (rows, names) = (made[true].Count(), made[false].Select(NameOf));
        var walk = Features > 1 ? $"{Features} features in turn" : "features written out";
        return $"{string.Join(" ", names)}; {rows} rows read, {Stores.Length} written; {walk}";
    }

    private static string NameOf(ChainValue value) => value switch
    {
        ChainValue.Unary v => v.Function.ToString(),
        ChainValue.Binary v => v.Function.ToString(),
        _ => value.GetType().Name,
    };
}
