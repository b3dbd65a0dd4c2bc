using NeuralOde.Actors.Mail;
using NeuralOde.Actors.Reporting;
using NeuralOde.Actors.Wire;
using NeuralOde.Actors.Work;
using NeuralOde.Cluster.Tests.Brokers;
using NeuralOde.Cluster.Tests.Hosting;
using NeuralOde.Core.Values;
using RabbitMQ.Client;
using Xunit;
using Xunit.Abstractions;

namespace NeuralOde.Cluster.Tests.Faults;

[Collection(BrokerTests.Name)]
public sealed class LetterFaultTests(Broker broker, ITestOutputHelper output) : FaultSuite(broker, output)
{
    private static readonly Sender Stranger = new(new("stranger"), new(1));

    // Answers for every unit of the first version that there could be, all of them wrong.
    private static readonly ToServer[] Answers =
    [
        .. from level in Enumerable.Range(0, 6)
           from index in Enumerable.Range(0, 32 >> level)
           select new ToServer.NodeDone(
               Stranger, new(new(20), Purpose.Gradient, new(level, index)), new(0, 3),
               new(FlatVector.Of<double>([1, 2, 3]), new() { Examples = 4 }), 1),
    ];

    [BrokerFact]
    public Task Noise_comes() => Survives(run => Post(run, [[], [1, 2, 3], new byte[100_000]]));

    [BrokerFact]
    public Task Sums_come_that_were_changed_on_their_way() => Survives(run => Post(
        run, Answers.Select(answer => Changed(WireFormat.Encode(new Envelope<ToServer>(run.Id, new(1), answer))))));

    [BrokerFact]
    public Task Sums_come_that_do_not_fit_the_model() => Survives(run => Post(
        run, Answers.Select(answer => WireFormat.Encode(new Envelope<ToServer>(run.Id, new(1), answer)))));

    [BrokerFact]
    public Task Letters_of_another_run_come() => Survives(run => Post(
        run, Answers.Select(answer => WireFormat.Encode(new Envelope<ToServer>(new("other"), new(1), answer)))));

    [BrokerFact]
    public async Task A_worker_of_another_build_comes_and_is_refused()
    {
        var told = await Survives(async run =>
        {
            var ready = new ToServer.WorkerReady(Stranger, new Skills("0.0.0", 1, [], 1), new Holds.Nothing());
            await Post(run, [WireFormat.Encode(new Envelope<ToServer>(run.Id, new(1), ready))]);
        });

        var refused = Assert.Single(told.OfType<TrainingEvent.WorkerRefused>());
        Assert.Equal((Stranger.Worker, "0.0.0"), (refused.Worker, refused.Theirs.Build));
        Assert.DoesNotContain(
            told.OfType<TrainingEvent.WorkerJoined>(), joined => joined.Worker == Stranger.Worker);
    }

    private async Task Post(ClusterRun run, IEnumerable<byte[]> letters)
    {
        await run.Reached(10);
        await using var connection =
            await new ConnectionFactory { Uri = new(Broker.ServerUri) }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        foreach (var letter in letters) await channel.BasicPublishAsync("", $"srv.{run.Id.Name}", letter);
    }

    private static byte[] Changed(byte[] letter)
    {
        letter[^10] ^= 4;
        return letter;
    }
}
