namespace NeuralOde.Cli.Bench.Costs;

/// <summary>What letters and sums cost; the constants of <see cref="StepCost"/>.</summary>
internal sealed record ClusterCosts
{
    /// <summary>ℓ: the way of a short letter; in milliseconds.</summary>
    public required double LetterMs { get; init; }

    /// <summary>B_in: how fast a broker takes letters in.</summary>
    public required double BytesPerMsIn { get; init; }

    /// <summary>B_out: how fast a broker gives letters out.</summary>
    public required double BytesPerMsOut { get; init; }

    /// <summary>α: what the server needs for an answer beside its bytes; in milliseconds.</summary>
    public required double AnswerMs { get; init; }

    /// <summary>What is added to α for each worker, among which it deals; in milliseconds.</summary>
    public required double AnswerMsPerWorker { get; init; }

    /// <summary>What the server needs at the beginning of a version to deal to a worker; in milliseconds.</summary>
    public required double DealMsPerWorker { get; init; }

    /// <summary>β: what the server needs to read and add a byte of a sum; in milliseconds.</summary>
    public required double ByteMs { get; init; }

    /// <summary>ω: what a worker needs to write a byte of a sum; in milliseconds.</summary>
    public required double WriteByteMs { get; init; }

    /// <summary>κ: how long the cores of a machine are busy, all together, to carry a byte from one process to another;
    /// in milliseconds.</summary>
    public required double CarryByteMs { get; init; }

    /// <summary>γ: what the server needs to step and publish a parameter; in milliseconds.</summary>
    public required double ParameterMs { get; init; }
}

/// <summary>What a cluster is made of.</summary>
/// <param name="Workers">W: the workers, of one slot each.</param>
/// <param name="Brokers">N: the brokers that share the letters.</param>
/// <param name="Servers">K: the parameter servers that share the parameters by ranges.</param>
/// <param name="Cores">C: the cores that do the work of letters and sums for all of them together; none where each has
/// its own.</param>
internal readonly record struct ClusterShape(int Workers, int Brokers = 1, int Servers = 1, int? Cores = null);

/// <summary>What a step has to do.</summary>
/// <param name="SolveMs">T: the time of all its micro-batches, one behind the other.</param>
/// <param name="LongestMs">t_max: the time of the longest one.</param>
/// <param name="Leaves">How many there are.</param>
/// <param name="Bytes">P·b: the bytes of the parameters, and of a sum of gradients.</param>
/// <param name="Parameters">P: how many parameters there are.</param>
internal readonly record struct StepWork(
    double SolveMs, double LongestMs, double Leaves, double Bytes, double Parameters);
