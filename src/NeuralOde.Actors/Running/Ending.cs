namespace NeuralOde.Actors.Running;

/// <summary>Why a parameter server stopped.</summary>
public abstract record Ending
{
    private Ending() { }

    /// <summary>All steps are done.</summary>
    public sealed record Finished : Ending;

    /// <summary>The validation loss no longer fell.</summary>
    /// <param name="Validations">How many validations in a row brought no gain.</param>
    public sealed record NoMoreGain(int Validations) : Ending;

    /// <summary>A person wanted it; the run can be resumed.</summary>
    public sealed record Stopped : Ending;

    /// <summary>A newer server leads the run.</summary>
    /// <param name="Newer">Its fence.</param>
    public sealed record Deposed(Fence Newer) : Ending;

    /// <summary>Its host had to go; another server goes on from the version that it saved.</summary>
    public sealed record HandedOver : Ending;

    /// <summary>It cannot go on; the last complete version is kept.</summary>
    /// <param name="Reason">What happened, where, and the mend.</param>
    public sealed record Failed(string Reason) : Ending;
}
