using System.Numerics;
using NeuralOde.Core.Programs.Plans;

namespace NeuralOde.Core.Solving;

/// <summary>How many lanes are solved together.</summary>
/// <remarks>
/// A constant by program and type, never by machine: the sums over lanes must be the same everywhere.
/// </remarks>
public static class TileSize
{
    private const int NarrowState = 16;
    private const int LanesOfNarrow = 64;
    private const int LanesOfWide = 32;

    /// <summary>The lanes of a full tile for a state of this many features.</summary>
    public static int Of(int state) => state < NarrowState ? LanesOfNarrow : LanesOfWide;

    /// <summary>The lanes for a batch: a full tile, or what few examples need.</summary>
    public static int Of<T>(int state, int examples)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Math.Min(Of(state), RoundedUp<T>(examples));

    /// <summary>The lanes for a batch, as the options ask for them or as it suits.</summary>
    internal static int Of<T>(SolveOptions options, int state, int examples)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => options switch
        {
            { Coupling: Coupling.Joint } => RoundedUp<T>(examples),
            { Lanes: 0 } => Of<T>(state, examples),
            _ => Math.Min(options.Lanes, Math.Max(Plan<T>.Granule, RoundedUp<T>(examples))),
        };

    /// <summary>
    /// The number of examples rounded up to whole granules; one alone has its features side by side instead.
    /// </summary>
    private static int RoundedUp<T>(int examples)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => examples == 1
            ? 1
            : Math.Max(1, (examples + Plan<T>.Granule - 1) / Plan<T>.Granule) * Plan<T>.Granule;
}
