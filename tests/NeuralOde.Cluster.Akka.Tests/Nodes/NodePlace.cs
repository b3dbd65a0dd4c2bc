namespace NeuralOde.Cluster.Akka.Tests.Nodes;

/// <summary>Where a node is.</summary>
/// <param name="Host">Its address.</param>
/// <param name="Port">Its port.</param>
/// <param name="Before">A command that runs the command behind it there; empty for here.</param>
internal sealed record NodePlace(string Host, int Port, params IReadOnlyList<string> Before)
{
    public override string ToString() => $"{Host}:{Port}";
}
