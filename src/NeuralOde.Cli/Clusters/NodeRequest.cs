using NeuralOde.Cluster.Brokers;

namespace NeuralOde.Cli.Clusters;

/// <summary>What <c>neuralode node</c> was asked for.</summary>
internal sealed record NodeRequest
{
    /// <summary>server or worker.</summary>
    public required string Role { get; init; }

    /// <summary>The broker.</summary>
    public required BrokerAddress Broker { get; init; }

    /// <summary>The name; empty for one made of role, machine and process.</summary>
    public required string Name { get; init; }

    /// <summary>The folder of data files.</summary>
    public required string DataRoot { get; init; }

    /// <summary>The folder for checkpoints and logs; empty for one of the node's name.</summary>
    public required string Out { get; init; }

    /// <summary>The solves at the same time.</summary>
    public required int Threads { get; init; }

    /// <summary>The file that says how its log is written; empty for JSON lines in its folder.</summary>
    public string Logging { get; init; } = "";

    /// <summary>Whether it leaves when its standard input ends, as it does when whoever started it dies.</summary>
    public bool UntilInputEnds { get; init; }

    /// <summary>What a worker waits for each example in the place of solving it; in milliseconds, 0 to solve.</summary>
    public double WaitMs { get; init; }

    /// <summary>What an example takes a worker at least; in milliseconds, 0 for no more than it needs.</summary>
    public double PaceMs { get; init; }
}
