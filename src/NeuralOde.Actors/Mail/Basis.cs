namespace NeuralOde.Actors.Mail;

/// <summary>Which parameters a unit is to be solved with.</summary>
public abstract record Basis
{
    private Basis() { }

    /// <summary>Those of the unit's version, whichever server sent them: in synchronous training their bits are
    /// the same.</summary>
    public sealed record OfAnyServer : Basis;

    /// <summary>Those of the unit's version that the server sent which dealt it.</summary>
    public sealed record OfThisServer : Basis;

    /// <summary>The newest that the worker has of the server which dealt it.</summary>
    /// <param name="Oldest">They must not be older than this.</param>
    public sealed record Newest(Version Oldest) : Basis;
}

/// <summary>The parameters that a gradient is based on.</summary>
/// <param name="Fence">The fence of the server that sent them.</param>
/// <param name="Version">Their version.</param>
public readonly record struct BasedOn(Fence Fence, Version Version);
