using NeuralOde.Actors.Mail;
using NeuralOde.Cluster.Brokers;
using NeuralOde.Core.Training;
using NeuralOde.Core.Values;

namespace NeuralOde.Cli.Runs;

/// <summary>Where a training takes place.</summary>
internal abstract record TrainingPlace
{
    private TrainingPlace() { }

    /// <summary>What a run begins with, if it can begin so here; otherwise why not, and the mend.</summary>
    /// <param name="start">What it begins with.</param>
    /// <param name="ranges">The ranges of servers that share the parameters; none for one server.</param>
    public Result<TrainingState, string> Carry(TrainingState start, ValueArray<KeyRange> ranges) =>
        this is Here ? start : BrokerLetters.Carry(start, ranges);

    /// <summary>In this process.</summary>
    public sealed record Here : TrainingPlace;

    /// <summary>On the nodes that wait at a broker.</summary>
    public sealed record AtBroker(BrokerAddress Broker) : TrainingPlace;

    /// <summary>On nodes of this machine that are started for it.</summary>
    public sealed record Started(BrokerAddress Broker, int Workers) : TrainingPlace;
}
