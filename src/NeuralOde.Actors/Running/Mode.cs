using NeuralOde.Actors.Dealing;
using NeuralOde.Actors.Mail;
using NeuralOde.Actors.Work;
using NeuralOde.Core.Values;

namespace NeuralOde.Actors.Running;

/// <summary>When gradients are applied.</summary>
/// <remarks>In every mode a version is one optimiser step over a minibatch's worth of examples, so rates,
/// schedules, steps and epochs mean the same. Only <see cref="Synchronous"/> fixes the bits of the
/// result.</remarks>
public abstract record Mode
{
    // A minibatch's worth is a sum of fractions.
    private const double Rounding = 1e-9;

    private Mode() { }

    /// <summary>When all of a minibatch are there: the bits of the result do not depend on who was how
    /// fast.</summary>
    public sealed record Synchronous : Mode;

    /// <summary>When enough of them are there; the others are dropped and counted, so that nobody waits for the
    /// slowest worker.</summary>
    /// <param name="Needed">How many of <paramref name="Needed"/> + <paramref name="Spare"/> equal parts of a
    /// minibatch are needed; at least 1.</param>
    /// <param name="Spare">How many of these parts may be missing.</param>
    /// <remarks>Source: Chen, Pan, Monga, Bengio, Jozefowicz, Revisiting distributed synchronous SGD, 2016,
    /// section 3 (backup workers).</remarks>
    public sealed record Quorum(int Needed, int Spare) : Mode;

    /// <summary>When they come: with the step that is taken as soon as another minibatch's worth has come back,
    /// from whichever minibatches. No gradient is applied more than so many versions after the one that it is
    /// based on: whoever would run further ahead waits.</summary>
    /// <param name="Bound">The greatest staleness; 0 is synchronous training.</param>
    /// <remarks>Source: Ho et al., More effective distributed ML via a stale synchronous parallel parameter
    /// server, 2013, section 3.</remarks>
    public sealed record BoundedStaleness(int Bound) : Mode;

    /// <summary>When they come, as with <see cref="BoundedStaleness"/>, and nobody waits for
    /// anybody.</summary>
    /// <remarks>Source: Zhang, Gupta, Lian, Liu, Staleness-aware async-SGD for distributed deep learning, 2016,
    /// section 3 (n-softsync).</remarks>
    public sealed record Asynchronous : Mode;

    /// <summary>Its name, and its numbers.</summary>
    public sealed override string ToString() => this switch
    {
        Synchronous => "synchronous",
        Quorum(var needed, var spare) => $"quorum {needed} of {needed + spare}",
        BoundedStaleness(var bound) => $"staleness {bound}",
        Asynchronous => "asynchronous",
        _ => throw Unreachable.Case(this),
    };

    /// <summary>The greatest staleness of a gradient that is applied.</summary>
    public long GreatestStaleness => this switch
    {
        BoundedStaleness(var bound) => bound,
        Asynchronous => long.MaxValue,
        _ => 0,
    };

    /// <summary>Whether the version and the unit fix the bits of a gradient, so that an answer of an older
    /// reign counts as well as any.</summary>
    internal bool FixesBits => this is Synchronous;

    /// <summary>Whether gradients of several minibatches and versions may enter one step.</summary>
    internal bool Mixes => this is BoundedStaleness or Asynchronous;

    /// <summary>The parameters that a round's units are dealt with.</summary>
    internal Basis BasisOf(Round round) => this switch
    {
        Synchronous => new Basis.OfAnyServer(),
        BoundedStaleness when round.Purpose is Purpose.Gradient => new Basis.Newest(round.Basis),
        Asynchronous when round.Purpose is Purpose.Gradient => new Basis.Newest(new(0)),
        _ => new Basis.OfThisServer(),
    };

    /// <summary>How work is dealt. A unit that waits at its worker would look stale before it is begun.</summary>
    internal DealingRules Dealing(DealingRules rules) =>
        this is BoundedStaleness ? rules with { CreditPerSlot = 1 } : rules;

    /// <summary>Whether a minibatch may be begun.</summary>
    internal bool MayBegin(Version minibatch, Version version) => minibatch.StepsSince(version) <= GreatestStaleness;

    /// <summary>Whether a step is due.</summary>
    internal bool IsDue(OpenRounds open, Version version) => this switch
    {
        Quorum(var needed, var spare) => open.Rounds is [var only, ..]
            && only.LeavesThatCameBack * (long)(needed + spare) >= only.Leaves * (long)needed,
        _ => open.Worth >= WorthAfter(version)
            && open.BasesInHand.All(basis => version.StepsSince(basis) < GreatestStaleness),
    };

    /// <summary>How many minibatches are applied after the step from a version.</summary>
    internal static double WorthAfter(Version version) => version.Value + 1 - Rounding;
}
