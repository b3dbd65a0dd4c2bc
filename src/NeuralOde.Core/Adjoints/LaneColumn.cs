using System.Numerics;

namespace NeuralOde.Core.Adjoints;

/// <summary>The features of one lane in the memory of a tile, where they stand apart.</summary>
/// <param name="tile">Shape [features, lanes].</param>
/// <param name="lanes">The number of lanes.</param>
/// <param name="lane">The lane.</param>
internal readonly ref struct LaneColumn<T>(Span<T> tile, int lanes, int lane)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Span<T> _tile = tile;

    /// <summary>Sets all features to 0.</summary>
    public void Clear()
    {
        for (var at = lane; at < _tile.Length; at += lanes) _tile[at] = T.Zero;
    }

    /// <summary>Sets the features; shape [features].</summary>
    public void Set(ReadOnlySpan<T> features)
    {
        for (var (f, at) = (0, lane); f < features.Length; f++, at += lanes) _tile[at] = features[f];
    }

    /// <summary>Sets the features to those of another lane.</summary>
    public void Set(int other)
    {
        for (var first = 0; first < _tile.Length; first += lanes) _tile[first + lane] = _tile[first + other];
    }

    /// <summary>Adds to the features; shape [features].</summary>
    public void Add(ReadOnlySpan<T> features)
    {
        for (var (f, at) = (0, lane); f < features.Length; f++, at += lanes) _tile[at] += features[f];
    }

    /// <summary>Reads the features; shape [features].</summary>
    public void CopyTo(Span<T> features)
    {
        for (var (f, at) = (0, lane); f < features.Length; f++, at += lanes) features[f] = _tile[at];
    }
}
