using NeuralOde.Core.Data;
using NeuralOde.Core.Training.Experiments;
using NeuralOde.Core.Values;

namespace NeuralOde.Runtime.Files;

/// <summary>Loads the data that an experiment asks for.</summary>
public static class ExperimentData
{
    /// <summary>The examples, split and standardised.</summary>
    /// <param name="data">What the experiment says of its data.</param>
    /// <param name="folders">Where files are looked for, in order.</param>
    /// <param name="seed">What generators and shuffles draw from.</param>
    public static Result<PreparedData, DataError> Load(
        DataSection data, IReadOnlyList<string> folders, Seed seed) =>
        data switch
        {
            DataSection.Generator generator => GeneratedData.Of(generator, seed),
            DataSection.Series series => SeriesData.Load(series, folders),
            DataSection.Table table => TableData.Load(table, folders, seed),
            _ => throw Unreachable.Case(data),
        };

    /// <summary>The order that a split says.</summary>
    internal static Order OrderOf(SplitSection split, Seed seed) =>
        split.Shuffle ? new Order.Shuffled(seed) : new Order.AsGiven();
}
