using NeuralOde.Actors.Dealing;

namespace NeuralOde.Actors.Running;

/// <summary>When the gradients of a minibatch are applied.</summary>
public abstract record Mode
{
    private Mode() { }

    /// <summary>When all are there: the bits of the result do not depend on who was how fast.</summary>
    public sealed record Synchronous : Mode;

    /// <summary>When enough of them are there; the others are dropped and counted, so that nobody waits for the
    /// slowest worker. The result then depends on who was how fast.</summary>
    /// <param name="Needed">How many of <paramref name="Needed"/> + <paramref name="Spare"/> equal parts of a
    /// minibatch are needed; at least 1.</param>
    /// <param name="Spare">How many of these parts may be missing.</param>
    /// <remarks>Source: Chen, Pan, Monga, Bengio, Jozefowicz, Revisiting distributed synchronous SGD, 2016,
    /// section 3 (backup workers).</remarks>
    public sealed record Quorum(int Needed, int Spare) : Mode;

    /// <summary>Whether a round can be closed with what has come back.</summary>
    internal bool IsEnough(Round round) => round.Sums.IsComplete
        || (this is Quorum(var needed, var spare)
            && round.Purpose is Work.Purpose.Gradient
            && round.LeavesThatCameBack * (long)(needed + spare) >= round.Leaves * (long)needed);
}
