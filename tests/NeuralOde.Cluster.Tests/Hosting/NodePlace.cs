namespace NeuralOde.Cluster.Tests.Hosting;

/// <summary>Where and how a node runs: with nothing said, here, with the program that was built, at the broker of
/// its run.</summary>
public sealed record NodePlace
{
    public static NodePlace Here { get; } = new();

    /// <summary>A command that runs the command after it, such as one that enters a network of its own.</summary>
    public IReadOnlyList<string> Before { get; init; } = [];

    /// <summary>The program; null for the one that was built.</summary>
    public string? Program { get; init; }

    /// <summary>The address of the node's broker; null for that of its run.</summary>
    public string? Broker { get; init; }
}
