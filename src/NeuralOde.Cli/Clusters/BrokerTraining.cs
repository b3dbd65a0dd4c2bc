using NeuralOde.Cli.Runs;
using NeuralOde.Cluster.Brokers;
using NeuralOde.Core.Values;

namespace NeuralOde.Cli.Clusters;

/// <summary>Trains over a broker.</summary>
internal static class BrokerTraining
{
    /// <summary>Trains with a whole cluster on this machine, its broker too where none was named.</summary>
    /// <param name="request">What is trained.</param>
    /// <param name="workers">The number of workers.</param>
    /// <param name="broker">The broker; null for one of its own.</param>
    public static Task<Result<ExitCode, Failure>> OnThisMachine(TrainRequest request, int workers, BrokerAddress? broker) =>
        broker is null
            ? WithOwnBroker(request, workers)
            : At(broker.For(BrokerUser.Follower), request with { Where = new TrainingPlace.Started(broker, workers) });

    /// <summary>Trains on the nodes that wait at a broker.</summary>
    public static Task<Result<ExitCode, Failure>> OnItsNodes(TrainRequest request, BrokerAddress broker) =>
        At(broker, request with { Where = new TrainingPlace.AtBroker(broker) });

    private static async Task<Result<ExitCode, Failure>> WithOwnBroker(TrainRequest request, int workers)
    {
        var started = await LocalBroker.StartAsync().ConfigureAwait(false);
        return await started.Match(With, Failed).ConfigureAwait(false);

        async Task<Result<ExitCode, Failure>> With(LocalBroker broker)
        {
            await using var stopped = broker.ConfigureAwait(false);
            return await TrainingRun.Run(request with { Where = new TrainingPlace.Started(broker.Address, workers) })
                .ConfigureAwait(false);
        }
    }

    // Nothing is begun at a broker where we may not submit.
    private static async Task<Result<ExitCode, Failure>> At(BrokerAddress follower, TrainRequest request)
    {
        var known = (await BrokerCheck.OfAsync(follower).ConfigureAwait(false)).MapError(Failure.Data);
        return await known.Match(_ => TrainingRun.Run(request), Failed).ConfigureAwait(false);
    }

    private static Task<Result<ExitCode, Failure>> Failed(Failure failure) =>
        Task.FromResult<Result<ExitCode, Failure>>(failure);
}
