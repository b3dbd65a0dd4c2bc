using NeuralOde.Actors.Mail;
using NeuralOde.Actors.Reporting;
using NeuralOde.Actors.Wire;
using NeuralOde.Actors.Work;
using NeuralOde.Cluster.Tests.Brokers;
using NeuralOde.Cluster.Tests.Hosting;
using NeuralOde.Core.Values;
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

    // Letters are posted in no time.
    protected override int Steps => 400;

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
    public Task Letters_of_an_older_fence_come() => Survives(run => Post(
        run, Answers.Select(answer => WireFormat.Encode(new Envelope<ToServer>(run.Id, new(0), answer)))));

    [BrokerFact]
    public async Task A_letter_of_a_newer_fence_comes_and_the_server_leads_above_it()
    {
        var told = await Survives(run => Post(
            run, [WireFormat.Encode(new Envelope<ToServer>(run.Id, new(50), Answers[0]))]));

        Assert.Equal([1, 51], told.OfType<TrainingEvent.RunClaimed>().Select(claimed => claimed.Fence.Value));
    }

    [BrokerFact]
    public Task Letters_to_a_worker_are_lost_and_doubled_and_late() => Survives(async run =>
    {
        await run.Joined("a");
        await using var thief = await Postman.At(Broker);
        var (stolen, late) = (0, new Queue<byte[]>());
        await thief.Take(run.MailboxOf("a"), letter =>
        {
            stolen++;
            if (stolen % 4 == 0) late.Enqueue(letter);
            return (stolen % 4) switch
            {
                0 => late.Count > 2 ? [late.Dequeue()] : [],
                1 => [],
                2 => [letter],
                _ => [letter, letter],
            };
        });
        await run.Reached(run.Version + 30);
        Assert.True(stolen >= 8, $"only {stolen} letters were stolen");
    });

    private async Task Post(ClusterRun run, IEnumerable<byte[]> letters)
    {
        await run.Reached(10);
        await using var postman = await Postman.At(Broker);
        await postman.Post([run.MailboxOfServers], letters);
    }

    private static byte[] Changed(byte[] letter)
    {
        letter[^10] ^= 4;
        return letter;
    }
}
