using System.Globalization;
using Akka.Configuration;

namespace NeuralOde.Cluster.Akka.Nodes;

/// <summary>Where a node stands in its cluster.</summary>
public sealed record NodeSettings
{
    /// <summary>The name of the cluster; nodes of another name are not let in.</summary>
    public string Cluster { get; init; } = "neuralode";

    /// <summary>What the engine is told beside it, as HOCON, such as
    /// <c>cluster-config/akka/node.conf</c>.</summary>
    public required Config Engine { get; init; }

    /// <summary>The name or address under which the others reach this node.</summary>
    public required string Host { get; init; }

    /// <summary>Its port.</summary>
    public required int Port { get; init; }

    /// <summary>Nodes that are asked to let this one in, as HOST:PORT; the first of them may begin the
    /// cluster.</summary>
    public required IReadOnlyList<string> Seeds { get; init; }

    /// <summary>The engine's whole configuration: what is said here, then the program's own, then the
    /// file.</summary>
    /// <param name="roles">What the node does.</param>
    public Config EngineFor(NodeRoles roles)
    {
        // An address says whether TLS is spoken there.
        var scheme = Engine.GetBoolean("akka.remote.dot-netty.tcp.enable-ssl") ? "akka.ssl.tcp" : "akka.tcp";
        var seeds = Seeds.Select(seed => $"\"{scheme}://{Cluster}@{seed}\"");
        var said = ConfigurationFactory.ParseString(string.Create(CultureInfo.InvariantCulture, $$"""
            akka.remote.dot-netty.tcp.hostname = "{{Host}}"
            akka.remote.dot-netty.tcp.port = {{Port}}
            akka.cluster.roles = [{{string.Join(", ", roles.Names)}}]
            akka.cluster.seed-nodes = [{{string.Join(", ", seeds)}}]
            """));
        return said
            .WithFallback(ConfigurationFactory.FromResource("program.conf", typeof(NodeSettings).Assembly))
            .WithFallback(Engine);
    }
}
