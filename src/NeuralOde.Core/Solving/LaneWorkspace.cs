using System.Runtime.InteropServices;

namespace NeuralOde.Core.Solving;

/// <summary>
/// The example in one lane of a tile, with what is seldom needed; what each step needs stands in
/// <see cref="StepsWorkspace"/>.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal struct LaneWorkspace
{
    /// <summary>The example of a lane with nothing to do.</summary>
    internal const int Idle = -1;

    /// <summary>The number of the example, or <see cref="Idle"/>.</summary>
    internal int Example { get; set; }

    /// <summary>How it ended; known once <see cref="IsDone"/>.</summary>
    internal OutcomeCode Code { get; set; }

    /// <summary>True from its last step until the lane is given to the next example.</summary>
    internal bool IsDone { get; set; }

    /// <summary>True when its first slope belongs to the other side of a jump.</summary>
    internal bool IsSlopeStale { get; set; }

    /// <summary>Where it ends.</summary>
    internal double T1 { get; set; }

    /// <summary>The next of its evaluation times in the batch.</summary>
    internal int NextTime { get; set; }

    /// <summary>The one behind its last evaluation time.</summary>
    internal int TimesEnd { get; set; }

    /// <summary>The next of its frozen steps in the batch.</summary>
    internal int NextFrozen { get; set; }

    /// <summary>The one behind its last frozen step.</summary>
    internal int FrozenEnd { get; set; }

    /// <summary>The evaluations spent beside those of each step.</summary>
    internal int ExtraNfe { get; set; }

    /// <summary>The feature with the largest error when it failed.</summary>
    internal int WorstComponent { get; set; }

    /// <summary>The estimate of |h·λ| when it failed.</summary>
    internal double Stiffness { get; set; }

    /// <summary>True while it has steps to take.</summary>
    internal readonly bool IsRunning => Example != Idle && !IsDone;
}
