namespace NeuralOde.Actors.Mail;

/// <summary>Which parameters a worker has.</summary>
public abstract record Holds
{
    private Holds() { }

    /// <summary>None yet.</summary>
    public sealed record Nothing : Holds;

    /// <summary>Those of a version.</summary>
    public sealed record Parameters(Version Version) : Holds;
}
