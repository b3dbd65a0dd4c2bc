namespace NeuralOde.Actors.Running;

/// <summary>Why a parameter server stopped.</summary>
public abstract record Ending
{
    private Ending() { }

    /// <summary>Whether the run goes on under another fence.</summary>
    public bool GoesOn => this is Deposed or HandedOver or RangeLost or RangeLacks;

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

    /// <summary>Another server of a run whose parameters are shared lost its range; all go on from the version
    /// that is safe at all of them.</summary>
    /// <param name="Server">Which server.</param>
    public sealed record RangeLost(int Server) : Ending;

    /// <summary>Another server has no checkpoint of the version that this one goes on from; all go on from an
    /// older one.</summary>
    /// <param name="Server">Which server.</param>
    public sealed record RangeLacks(int Server) : Ending;

    /// <summary>It cannot go on; the last complete version is kept.</summary>
    /// <param name="Reason">What happened, where, and the mend.</param>
    public sealed record Failed(string Reason) : Ending;
}
