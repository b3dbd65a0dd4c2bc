using NeuralOde.Cli.Runs;
using NeuralOde.Cluster.Brokers;
using NeuralOde.Core.Values;

namespace NeuralOde.Cli.Clusters;

/// <summary>Trains with a whole cluster on this machine, its broker too where none was named.</summary>
internal static class ClusterStart
{
    /// <summary>Trains, and writes the results to standard output.</summary>
    /// <param name="request">What is trained.</param>
    /// <param name="workers">The number of workers.</param>
    /// <param name="broker">The address of a broker; null for one of its own.</param>
    public static Task<Result<ExitCode, Failure>> Run(TrainRequest request, int workers, string? broker) =>
        broker is null ? WithOwnBroker(request, workers) : WithBroker(request, workers, broker);

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

    private static async Task<Result<ExitCode, Failure>> WithBroker(TrainRequest request, int workers, string address)
    {
        var broker = await KnownBroker.OfAsync(address).ConfigureAwait(false);
        return await broker.Match(
            found => TrainingRun.Run(request with { Where = new TrainingPlace.Started(found, workers) }), Failed)
            .ConfigureAwait(false);
    }

    private static Task<Result<ExitCode, Failure>> Failed(Failure failure) =>
        Task.FromResult<Result<ExitCode, Failure>>(failure);
}

/// <summary>The broker that a person named.</summary>
internal static class KnownBroker
{
    /// <summary>Its address, if it lets us in.</summary>
    public static Task<Result<BrokerAddress, Failure>> OfAsync(string address) =>
        BrokerAddress.Parse(address).MapError(Failure.Usage).Match(
            async broker => (await BrokerCheck.OfAsync(broker).ConfigureAwait(false)).MapError(Failure.Data),
            failure => Task.FromResult<Result<BrokerAddress, Failure>>(failure));
}
