using NeuralOde.Core.Data;
using NeuralOde.Core.Values;

namespace NeuralOde.Actors.Mail;

/// <summary>What a run is: all that a node needs to take part in it.</summary>
public sealed record RunDescription
{
    /// <summary>The build that all its nodes must have.</summary>
    public required string Build { get; init; }

    /// <summary>The bits that the probe of a worker must have.</summary>
    public required ulong Probe { get; init; }

    /// <summary>The experiment as JSON, every field said.</summary>
    public required string Experiment { get; init; }

    /// <summary>How much data it has.</summary>
    public required DataShape Data { get; init; }

    /// <summary>The SHA-256 of all of its data, in hexadecimal digits.</summary>
    public required string DataSha256 { get; init; }

    /// <summary>What is known of each shard; shape [shards].</summary>
    public required ValueArray<ShardRef> Shards { get; init; }

    /// <summary>How many servers share the parameters.</summary>
    public int Servers { get; init; } = 1;

    /// <summary>The checkpoint that it goes on from, as a file holds it; empty for a run from its
    /// beginning.</summary>
    public ValueArray<byte> From { get; init; }
}

/// <summary>What is known of a shard before it is read.</summary>
/// <param name="Bytes">The length of its letter form.</param>
/// <param name="Sha256">The SHA-256 of its letter form, in hexadecimal digits.</param>
public sealed record ShardRef(int Bytes, string Sha256);
