namespace NeuralOde.Actors.Mail;

/// <summary>What every node reads, from the first letter on: which runs there are.</summary>
public abstract record ToNode
{
    private ToNode() { }

    /// <summary>A run is open: servers may lead it, and workers may work for it.</summary>
    public sealed record RunOpened(RunDescription Description) : ToNode;

    /// <summary>A run is over, and nobody will go on with it.</summary>
    public sealed record RunClosed : ToNode;

    /// <summary>A node has begun to read: what came before it is the past.</summary>
    /// <param name="Node">The name that only this start of the node has.</param>
    public sealed record NodeStarted(string Node) : ToNode;
}
