using System.Runtime.InteropServices;

namespace NeuralOde.Core.Solving;

/// <summary>The place of one example in a tile: where it is, where it goes, and what it has spent.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct LaneWorkspace
{
    /// <summary>The example of a lane with nothing to do.</summary>
    internal const int Idle = -1;

    // A step cannot tell t and t + h apart below some roundings of t.
    private const double RoundingOfTime = 10 * 2.220446049250313e-16;

    /// <summary>The number of the example, or <see cref="Idle"/>.</summary>
    internal int Example { get; set; }

    /// <summary>How it ended; known once <see cref="IsDone"/>.</summary>
    internal OutcomeCode Code { get; set; }

    /// <summary>True from its last step until the lane is given to the next example.</summary>
    internal bool IsDone { get; set; }

    /// <summary>True when its first slope belongs to the other side of a jump.</summary>
    internal bool IsSlopeStale { get; set; }

    /// <summary>The time it has reached.</summary>
    internal double Time { get; set; }

    /// <summary>The end of the step in hand.</summary>
    internal double End { get; set; }

    /// <summary>The size that the controller wants, with its sign.</summary>
    internal double Wanted { get; set; }

    /// <summary>Where the next step must not pass: a jump, or t1.</summary>
    internal double Landing { get; set; }

    /// <summary>Where it ends.</summary>
    internal double T1 { get; set; }

    /// <summary>No smaller step is tried, except to land; the rounding of t may ask for more.</summary>
    internal double Floor { get; set; }

    /// <summary>The next of its evaluation times in the batch.</summary>
    internal int NextTime { get; set; }

    /// <summary>The one behind its last evaluation time.</summary>
    internal int TimesEnd { get; set; }

    /// <summary>The next of its frozen steps in the batch.</summary>
    internal int NextFrozen { get; set; }

    /// <summary>The one behind its last frozen step.</summary>
    internal int FrozenEnd { get; set; }

    /// <summary>The steps it may try.</summary>
    internal int MaximumSteps { get; set; }

    /// <summary>The steps taken.</summary>
    internal int Accepted { get; set; }

    /// <summary>The steps tried in vain.</summary>
    internal int Rejected { get; set; }

    /// <summary>The evaluations spent.</summary>
    internal int Nfe { get; set; }

    /// <summary>The size of the last step tried.</summary>
    internal double LastSize { get; set; }

    /// <summary>The feature with the largest error when it failed.</summary>
    internal int WorstComponent { get; set; }

    /// <summary>The estimate of |h·λ| when it failed.</summary>
    internal double Stiffness { get; set; }

    /// <summary>True while it has steps to take.</summary>
    internal readonly bool IsRunning => Example != Idle && !IsDone;

    /// <summary>The size of the step in hand.</summary>
    internal readonly double Size => End - Time;

    /// <summary>No smaller step is tried from here, except to land.</summary>
    internal readonly double SmallestStep => Math.Max(Floor, RoundingOfTime * Math.Abs(Time));

    /// <summary>What is reported of it.</summary>
    internal readonly LaneRecord Record => new(
        Code,
        Accepted,
        Rejected,
        Nfe,
        Time,
        Step: LastSize,
        Code == OutcomeCode.Finished ? -1 : WorstComponent,
        Stiffness);

    /// <summary>Ends it.</summary>
    internal void Stop(OutcomeCode code) => (Code, IsDone) = (code, true);
}
