using System.Numerics;
using NeuralOde.Core.Programs.Plans;
using NeuralOde.Numerics.Lanes;

namespace NeuralOde.Core.Solving;

/// <summary>The lanes that are solved together: their states, slopes and controller histories.</summary>
/// <typeparam name="T">The element type of the state.</typeparam>
internal sealed class TileWorkspace<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T[] _y;
    private readonly T[] _y1;
    private readonly T[] _slopes;

    internal TileWorkspace(Stepping<T> stepping, int lanes)
    {
        Plan = Plan<T>.Compile(stepping.Field.Program, lanes);
        Memory = Plan.CreateMemory();
        var size = stepping.Field.State * lanes;
        (_y, _y1, _slopes) = (new T[size], new T[size], new T[stepping.Coefficients.Stages * size]);
        (Lanes, Sizes, Mask, Squares) =
            (new LaneWorkspace[lanes], new T[lanes], new T[lanes], new double[lanes]);
        Sums = new T[lanes];
        (Begins, Spans) = (new double[lanes], new double[lanes]);
        Tolerances = new T[2 * lanes];
        (History, Factors) = (new(lanes), new double[lanes]);
        (Column, Starts) = (new T[stepping.Field.State], new(lanes));
        foreach (ref var lane in Lanes.AsSpan()) lane.Example = LaneWorkspace.Idle;
    }

    internal Plan<T> Plan { get; }

    internal PlanMemory<T> Memory { get; }

    internal LaneWorkspace[] Lanes { get; }

    /// <summary>The number of lanes that are not idle.</summary>
    internal int Occupied { get; set; }

    /// <summary>The next example to be loaded.</summary>
    internal int NextExample { get; set; }

    /// <summary>The states in which the steps begin; shape [state, lanes].</summary>
    internal Span<T> Y => _y;

    /// <summary>The states in which the steps end; shape [state, lanes].</summary>
    internal Span<T> Y1 => _y1;

    /// <summary>t where the step in hand begins; shape [lanes].</summary>
    internal double[] Begins { get; }

    /// <summary>h of the step in hand, exactly; shape [lanes].</summary>
    internal double[] Spans { get; }

    /// <summary>h of the step in hand, in the type of the state; shape [lanes].</summary>
    internal T[] Sizes { get; }

    /// <summary>1 where the step in hand is accepted, else 0; shape [lanes].</summary>
    internal T[] Mask { get; }

    /// <summary>Relative, then absolute tolerances; shape [2, lanes].</summary>
    internal T[] Tolerances { get; }

    /// <summary>The sums of squared error ratios over the features; shape [lanes].</summary>
    internal T[] Sums { get; }

    /// <summary>The squares of the error ratios; shape [lanes].</summary>
    internal double[] Squares { get; }

    /// <summary>The error ratios that the controller looks at.</summary>
    internal HistoryWorkspace History { get; }

    /// <summary>What the controller multiplies the size by; shape [lanes].</summary>
    internal double[] Factors { get; }

    /// <summary>What the search for the first step sizes looks at.</summary>
    internal StartWorkspace Starts { get; }

    /// <summary>The state or slope of one lane, for a moment; shape [state].</summary>
    internal T[] Column { get; }

    /// <summary>The slopes of one stage; shape [state, lanes].</summary>
    internal Span<T> Slope(int stage) => _slopes.AsSpan(stage * _y.Length, _y.Length);

    /// <summary>Writes the features of one lane.</summary>
    internal void Scatter(ReadOnlySpan<T> features, Span<T> into, int lane)
    {
        for (var f = 0; f < features.Length; f++) into[f * Lanes.Length + lane] = features[f];
    }

    /// <summary>Reads the features of one lane.</summary>
    internal void Gather(ReadOnlySpan<T> from, int lane, Span<T> features)
    {
        for (var f = 0; f < features.Length; f++) features[f] = from[f * Lanes.Length + lane];
    }

    /// <summary>The steps in hand, for kernels.</summary>
    internal StepView<T> View => new()
    {
        Y = _y,
        Slopes = _slopes,
        Sizes = Sizes,
        Y1 = _y1,
        Tolerances = Tolerances,
    };
}
