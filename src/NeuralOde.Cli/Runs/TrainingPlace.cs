using NeuralOde.Cluster.Brokers;

namespace NeuralOde.Cli.Runs;

/// <summary>Where a training takes place.</summary>
internal abstract record TrainingPlace
{
    private TrainingPlace() { }

    /// <summary>In this process.</summary>
    public sealed record Here : TrainingPlace;

    /// <summary>On the nodes that wait at a broker.</summary>
    public sealed record AtBroker(BrokerAddress Broker) : TrainingPlace;

    /// <summary>On nodes of this machine that are started for it.</summary>
    public sealed record Started(BrokerAddress Broker, int Workers) : TrainingPlace;
}
