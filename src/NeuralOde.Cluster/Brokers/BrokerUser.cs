namespace NeuralOde.Cluster.Brokers;

/// <summary>The users of a broker, each with the rights of its role (<c>cluster-config/definitions.json</c>). Files of
/// addresses and certificates bear their names.</summary>
public static class BrokerUser
{
    /// <summary>Whoever leads runs.</summary>
    public const string Server = "server";

    /// <summary>Whoever solves.</summary>
    public const string Worker = "worker";

    /// <summary>Whoever submits runs and follows them.</summary>
    public const string Follower = "follower";

    /// <summary>All of them.</summary>
    internal static IReadOnlyList<string> All { get; } = [Server, Worker, Follower];
}
