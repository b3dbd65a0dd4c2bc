using System.Runtime.InteropServices;
using NeuralOde.Numerics.Lanes;

namespace NeuralOde.Core.Solving;

/// <summary>
/// Where every lane of a tile is and what its step in hand does, as rows of numbers that kernels work on; what
/// is seldom needed stands in <see cref="LaneWorkspace"/>.
/// </summary>
internal sealed class StepsWorkspace(int lanes)
{
    private const int KeptRows = 11;

    // What the next step depends on stands in one array, so that a checkpoint of it is one copy.
    private readonly double[] _kept = new double[KeptRows * lanes];

    /// <summary>All that the next step depends on; shape [11, lanes].</summary>
    internal Span<double> Kept => _kept;

    /// <summary>The times that the lanes have reached; shape [lanes].</summary>
    internal Span<double> Times => Row(0);

    /// <summary>The sizes that the controller wants, with their sign; shape [lanes].</summary>
    internal Span<double> Wanted => Row(1);

    /// <summary>Where the next steps must not pass: a jump, or t1; shape [lanes].</summary>
    internal Span<double> Landings => Row(2);

    /// <summary>The next of each lane's evaluation times, NaN if there is none; shape [lanes].</summary>
    internal Span<double> Observations => Row(3);

    /// <summary>No smaller step is tried, except to land; the rounding of t may ask for more; shape [lanes].</summary>
    internal Span<double> Floors => Row(4);

    /// <summary>The steps that may be tried; shape [lanes].</summary>
    internal Span<double> Budgets => Row(5);

    /// <summary>The steps tried; shape [lanes].</summary>
    internal Span<double> Tries => Row(6);

    /// <summary>The steps tried in vain; shape [lanes].</summary>
    internal Span<double> Rejected => Row(7);

    /// <summary>1 where a lane has steps to take, else 0; shape [lanes].</summary>
    internal Span<double> Running => Row(8);

    /// <summary>log of the error ratio of the last accepted step; shape [lanes].</summary>
    internal Span<double> LastLogs => Row(9);

    /// <summary>log of the error ratio of the accepted step before it; shape [lanes].</summary>
    internal Span<double> LogsBeforeLast => Row(10);

    /// <summary>Where the steps in hand begin; shape [lanes].</summary>
    internal double[] Begins { get; } = new double[lanes];

    /// <summary>Where they end; shape [lanes].</summary>
    internal double[] Ends { get; } = new double[lanes];

    /// <summary>Their sizes h, exactly the differences; shape [lanes].</summary>
    internal double[] Sizes { get; } = new double[lanes];

    /// <summary>The squares of their error ratios, NaN or infinite where that is no number; shape [lanes].</summary>
    internal double[] Squares { get; } = new double[lanes];

    /// <summary>log of their error ratios; shape [lanes].</summary>
    internal double[] Logs { get; } = new double[lanes];

    /// <summary>What the controller multiplies the sizes by; shape [lanes].</summary>
    internal double[] Factors { get; } = new double[lanes];

    /// <summary>1 where the step is accepted, else 0; shape [lanes].</summary>
    internal double[] Accepted { get; } = new double[lanes];

    /// <summary>1 where a lane wants a look behind its step, else 0; shape [lanes].</summary>
    internal double[] Looks { get; } = new double[lanes];

    /// <summary>Chooses where the steps end, by rule.</summary>
    internal void Choose(double maximum, double stretch, double halve)
    {
        var view = new EndView
        {
            Times = Times,
            Wanted = Wanted,
            Landings = Landings,
            Maximum = maximum,
            Stretch = stretch,
            Halve = halve,
        };
        Times.CopyTo(Begins);
        StepEnd.Into(view, Sizes, Ends);
    }

    /// <summary>Moves the lanes on, each by its judged step, and finds those that want a look.</summary>
    internal void Move(bool isControlled, bool looksAtAll)
    {
        var view = new MoveView
        {
            Ends = Ends,
            Sizes = Sizes,
            Factors = Factors,
            Accepted = Accepted,
            Logs = Logs,
            Running = Running,
            Landings = Landings,
            Observations = Observations,
            Floors = Floors,
            Budgets = Budgets,
            Times = Times,
            Wanted = Wanted,
            Last = LastLogs,
            BeforeLast = LogsBeforeLast,
            Tries = Tries,
            Rejected = Rejected,
            IsControlled = isControlled,
            LooksAtAll = looksAtAll,
        };
        StepMove.Into(view, Looks);
    }

    /// <summary>The first lane from here on that wants a look, or −1.</summary>
    internal int NextLook(int from)
    {
        var at = MemoryMarshal.Cast<double, long>(Looks.AsSpan(from)).IndexOfAnyExcept(0);
        return at < 0 ? -1 : from + at;
    }

    /// <summary>A lane has no more steps to take, and stays where it is.</summary>
    internal void Stop(int lane)
    {
        (Running[lane], Landings[lane]) = (0, Times[lane]);
        Wanted[lane] = 0;
    }

    private Span<double> Row(int row) => _kept.AsSpan(row * lanes, lanes);
}
