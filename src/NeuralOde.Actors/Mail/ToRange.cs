using NeuralOde.Actors.Work;
using NeuralOde.Core.Values;

namespace NeuralOde.Actors.Mail;

/// <summary>What the leading server and the workers write to a range server.</summary>
public abstract record ToRange
{
    private ToRange() { }

    /// <summary>Whether a worker may write it: none leads a server.</summary>
    public bool IsOfWorker => this is PartDone or PartWanted;

    /// <summary>The server that leads now goes on from a version: the range shall be that of this version,
    /// and the workers shall have it.</summary>
    /// <param name="Version">The version.</param>
    public sealed record RangeLed(Version Version) : ToRange;

    /// <summary>All servers have the sum of a version: the optimiser may take its step.</summary>
    /// <param name="Version">The version before the step.</param>
    /// <param name="Norm">The norm of the mean gradient of all parameters; not finite where the step has no
    /// effect.</param>
    /// <param name="BestVersion">The version of the lowest validation loss so far; −1 before the first
    /// one.</param>
    public sealed record StepTaken(Version Version, double Norm, long BestVersion) : ToRange;

    /// <summary>The range of a version shall be made safe.</summary>
    /// <param name="Version">The version.</param>
    /// <param name="Safe">The newest version that is safe at all servers: it must stay.</param>
    /// <param name="BestVersion">As above.</param>
    /// <param name="IsLast">Whether the run ends with it, so that it is part of the result.</param>
    public sealed record KeepWanted(Version Version, Version Safe, long BestVersion, bool IsLast) : ToRange;

    /// <summary>A worker solved a unit; this is the range's part of its gradient.</summary>
    /// <param name="From">Who wrote it.</param>
    /// <param name="Unit">The unit.</param>
    /// <param name="Range">The coordinates that are here.</param>
    /// <param name="Gradient">Its sum of ∂L/∂θ; shape [range].</param>
    /// <param name="Examples">The examples that count in it.</param>
    public sealed record PartDone(
        Sender From, WorkUnit Unit, KeyRange Range, FlatVector Gradient, long Examples) : ToRange;

    /// <summary>A worker lacks the range of the newest parameters.</summary>
    /// <param name="From">Who wrote it.</param>
    public sealed record PartWanted(Sender From) : ToRange;
}
