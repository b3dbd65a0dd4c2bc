using System.Numerics;
using NeuralOde.Core.Values;

namespace NeuralOde.Core.Solving;

/// <summary>
/// How a batch is solved. Tolerances and times are in the units of the state and of the time.
/// </summary>
public sealed record SolveOptions
{
    /// <summary>The method; Tsit5 by default.</summary>
    public Method Method { get; init; } = Methods.Tsit5;

    /// <summary>
    /// The step-size controller; PI by default. A method with no embedded error needs a fixed one.
    /// </summary>
    public StepSizeController Controller { get; init; } = StepSizeController.PI;

    /// <summary>The error allowed in one step, as part of the state; 1e-6 by default.</summary>
    public double RelativeTolerance { get; init; } = 1e-6;

    /// <summary>The error allowed in one step where the state is near 0; 1e-8 by default.</summary>
    public double AbsoluteTolerance { get; init; } = 1e-8;

    /// <summary>How many steps a lane may try, rejected ones included; 10,000 by default.</summary>
    public int MaximumSteps { get; init; } = 10_000;

    /// <summary>
    /// A lane that needs a smaller step ends as StepTooSmall; 0 leaves only the rounding of t.
    /// </summary>
    public double MinimumStep { get; init; }

    /// <summary>No step is larger; unlimited by default.</summary>
    public double MaximumStep { get; init; } = double.PositiveInfinity;

    /// <summary>The first step's size; 0 lets it be found, at the cost of one evaluation.</summary>
    public double InitialStep { get; init; }

    /// <summary>Whether each lane has steps of its own; Independent by default.</summary>
    public Coupling Coupling { get; init; } = Coupling.Independent;

    /// <summary>
    /// The lanes of a tile: 0 leaves them to <see cref="TileSize"/>; 1 solves one example at a time with its features
    /// side by side; otherwise whole granules (<see cref="Programs.Plans.Plan{T}.Granule"/>). States and their
    /// cotangents have the same bits for any number.
    /// </summary>
    public int Lanes { get; init; }

    /// <summary>
    /// Times on which steps end, ascending. The field may jump there: the stages of a step see times strictly
    /// inside of the interval between two jumps.
    /// </summary>
    public ValueArray<double> StepTimes { get; init; } = [];

    /// <summary>
    /// The tolerances that suit an element type: 1e-6 and 1e-8, or 1e-4 and 1e-6 for float.
    /// </summary>
    public static SolveOptions For<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => typeof(T) == typeof(double)
            ? new()
            : new() { RelativeTolerance = 1e-4, AbsoluteTolerance = 1e-6 };
}

/// <summary>Whether lanes share their steps.</summary>
public enum Coupling
{
    /// <summary>Each lane has its own time, step size and error.</summary>
    Independent,

    /// <summary>All lanes are one problem: one step size, and the norm goes over all of them.</summary>
    Joint,
}
