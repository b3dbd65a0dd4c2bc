using NeuralOde.Core.Values;

namespace NeuralOde.Cli.Bench.Growth;

/// <summary>One size that grows while the others stay.</summary>
/// <param name="Name">What grows.</param>
/// <param name="Sizes">How far.</param>
/// <param name="Setting">The problem at a size.</param>
/// <param name="Slope">The power of the size with which the work grows.</param>
internal sealed record GrowthSweep(string Name, ValueArray<int> Sizes, Func<int, GrowthSetting> Setting, int Slope)
{
    private const int Batch = 64, Steps = 20, WideBatch = 32, WideSteps = 10;

    private static readonly ValueArray<int> Narrow = [2, 50, 2];

    /// <summary>All sweeps.</summary>
    public static IReadOnlyList<GrowthSweep> All { get; } =
    [
        new("batch", Powers(4, 65_536), size => new(Narrow, size, Steps), Slope: 1),
        new("dim", [.. Powers(2, 1024).Skip(1)], size => new([size, size, size], WideBatch, WideSteps), Slope: 2),
        new("steps", [10, 30, 100, 300, 1_000, 3_000, 10_000], size => new(Narrow, Batch, size), Slope: 1),
    ];

    private static ValueArray<int> Powers(int ratio, int last)
    {
        var sizes = new List<int>();
        for (var size = 1; size <= last; size *= ratio) sizes.Add(size);
        return [.. sizes];
    }
}

/// <summary>A net as a field, solved from t = 0 to 1 in fixed steps.</summary>
/// <param name="Net">The features before, between and behind its layers.</param>
/// <param name="Batch">The examples.</param>
/// <param name="Steps">The steps of each.</param>
internal sealed record GrowthSetting(ValueArray<int> Net, int Batch, int Steps);
