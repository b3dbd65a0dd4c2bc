using System.Security.Cryptography;
using NeuralOde.Actors;
using NeuralOde.Cluster.Brokers;

namespace NeuralOde.Cli.Clusters;

/// <summary>A run that the nodes of a broker are given.</summary>
/// <param name="Run">What they know it as: in their logs, and in the names of its queues.</param>
/// <param name="Broker">The broker.</param>
internal sealed record Submission(RunId Run, BrokerAddress Broker)
{
    private const int LongestName = 40;

    /// <summary>A name for one more run of an experiment, that no other run has.</summary>
    public static RunId NameOf(RunId experiment)
    {
        var name = RunId.Of(experiment.Name).Name;
        return new(
            $"{name[..Math.Min(name.Length, LongestName)]}-{RandomNumberGenerator.GetHexString(8, lowercase: true)}");
    }
}
