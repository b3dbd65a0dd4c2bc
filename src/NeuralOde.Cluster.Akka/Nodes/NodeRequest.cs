namespace NeuralOde.Cluster.Akka.Nodes;

/// <summary>What the command line asks of a node.</summary>
internal sealed record NodeRequest
{
    /// <summary>What it does: <see cref="NodeRoles.Serving"/>, <see cref="NodeRoles.Working"/>, or
    /// both.</summary>
    public required IReadOnlyList<string> Roles { get; init; }

    /// <summary>The engine's configuration.</summary>
    public required string Config { get; init; }

    /// <summary>The name or address under which the others reach it.</summary>
    public required string Host { get; init; }

    /// <summary>Its port.</summary>
    public required int Port { get; init; }

    /// <summary>Nodes that let it in, as HOST:PORT.</summary>
    public required IReadOnlyList<string> Seeds { get; init; }

    /// <summary>The experiment that it leads; empty for a node that only solves.</summary>
    public required string Experiment { get; init; }

    /// <summary>The one folder of which data files are read.</summary>
    public required string DataRoot { get; init; }

    /// <summary>Where checkpoints, logs and the model are written.</summary>
    public required string Out { get; init; }

    /// <summary>The solves at the same time.</summary>
    public required int Threads { get; init; }

    /// <summary>Its name, in logs and as a worker.</summary>
    public string Name =>
        new([.. $"{Host}-{Port}".Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-')]);
}
