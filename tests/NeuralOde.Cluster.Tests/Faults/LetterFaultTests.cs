using NeuralOde.Actors;
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

[Collection(FaultTests.Name)]
public sealed class LetterFaultTests(Broker broker, ITestOutputHelper output) : FaultSuite(broker, output)
{
    private static readonly Sender Stranger = new(new("stranger"), new(1));

    // A sum over three parameters; the model has more.
    private static readonly (KeyRange Range, WorkSum Sum) Three =
        (new(0, 3), new(FlatVector.Of<double>([1, 2, 3]), new() { Examples = 4 }));

    // Answers for every unit that a version to come could have, all of them wrong.
    private static readonly ToServer[] Answers =
    [
        .. from level in Enumerable.Range(0, 6)
           from index in Enumerable.Range(0, 32 >> level)
           select new ToServer.NodeDone(
               Stranger, new(new(20), Purpose.Gradient, new(level, index)), Three.Range, Three.Sum, 1),
    ];

    // Letters are posted in no time.
    protected override int Steps => 400;

    [BrokerFact]
    public Task Letters_of_strangers_come() => Survives(run => Post(
        run,
        [
            // Noise; letters that were changed on their way; nobody's answers; another run; an older fence.
            [], [1, 2, 3], new byte[100_000],
            .. Answers.Select(answer => Changed(Letter(run.Id, 1, answer))),
            .. Answers.Select(answer => Letter(run.Id, 1, answer)),
            .. Answers.Select(answer => Letter(new("other"), 1, answer)),
            .. Answers.Select(answer => Letter(run.Id, 0, answer)),
        ]));

    [BrokerFact]
    public async Task A_letter_of_a_newer_fence_comes_and_the_server_leads_above_it()
    {
        var told = await Survives(run => Post(
            run, [Letter(run.Id, 50, Answers[0])]));

        Assert.Equal([1, 51], told.OfType<TrainingEvent.RunClaimed>().Select(claimed => claimed.Fence.Value));
    }

    [BrokerFact]
    public async Task Answers_are_changed_on_their_way_and_others_come_with_sums_that_do_not_fit_the_model()
    {
        var (answers, unfit) = (0, 0);

        var told = await Survives(async run =>
        {
            await run.Joined("a");
            await using var thief = await Postman.At(Broker);
            await thief.Divert(run.MailboxOfServers, Instead);
            await run.Reached(run.Version + 12);
            await run.Logged("s", "its check sum does not agree");
        });

        Assert.True(unfit >= 8, $"only {unfit} of {answers} sums were spoilt");
        Assert.InRange(told.OfType<TrainingEvent.AnswerDropped>().Count(), unfit / 2, int.MaxValue);

        IReadOnlyList<byte[]> Instead(byte[] letter)
        {
            if (WireFormat.DecodeToServer(letter) is not Result<Envelope<ToServer>, WireError>.Ok(
                (var run, var fence, ToServer.NodeDone done)))
            {
                return [letter];
            }

            switch (++answers % 4)
            {
                case 0:
                    return [Changed(letter)];
                case 2:
                    unfit++;
                    return [Letter(run, fence.Value, done with { Range = Three.Range, Sum = Three.Sum }), letter];
                default:
                    return [letter];
            }
        }
    }

    [BrokerTheory, InlineData("a"), InlineData("")]
    public Task Letters_to_a_worker_or_to_the_server_are_lost_and_doubled_and_late(string worker) => Survives(async run =>
    {
        await run.Joined("a");
        await using var thief = await Postman.At(Broker);
        var (stolen, late) = (0, new Queue<byte[]>());
        await (worker.Length > 0
            ? thief.Take(run.MailboxOf(worker), Instead)
            : thief.Divert(run.MailboxOfServers, Instead));
        await run.Reached(run.Version + 8);
        Assert.True(stolen >= 8, $"only {stolen} letters were stolen");

        IReadOnlyList<byte[]> Instead(byte[] letter)
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
        }
    });

    private async Task Post(ClusterRun run, IEnumerable<byte[]> letters)
    {
        await run.Reached(10);
        await using var postman = await Postman.At(Broker);
        await postman.Post([run.MailboxOfServers], letters);
    }

    private static byte[] Letter(RunId run, long fence, ToServer letter) =>
        WireFormat.Encode(new Envelope<ToServer>(run, new(fence), letter));

    private static byte[] Changed(byte[] letter)
    {
        letter[^10] ^= 4;
        return letter;
    }
}
