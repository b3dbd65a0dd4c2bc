using System.CommandLine;
using NeuralOde.Cluster.Brokers;
using NeuralOde.Core.Values;

namespace NeuralOde.Cli.Commands;

/// <summary>The options of commands that need a broker.</summary>
internal static class ClusterOptions
{
    public static Option<string> Broker { get; } = new("--broker")
    {
        Description = "Address of the broker: amqp://USER:PASSWORD@HOST:PORT/VHOST, or amqps:// for TLS.",
        HelpName = "URI",
        DefaultValueFactory = _ => BrokerAddress.Default,
    };

    /// <summary>The address that a text says.</summary>
    public static Result<BrokerAddress, Failure> BrokerOf(string text) =>
        BrokerAddress.Parse(text).MapError(Failure.Usage);
}
