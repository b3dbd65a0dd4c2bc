using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using NeuralOde.Actors.Mail;
using NeuralOde.Actors.Running;
using NeuralOde.Actors.Wire;
using NeuralOde.Core.Values;
using NeuralOde.TestKit.Actors;
using Xunit;
using Xunit.Abstractions;

namespace NeuralOde.Actors.Tests.Wire;

/// <summary>Bytes from anybody are refused, never thrown at, and never cost more memory than they are long.</summary>
/// <remarks><c>NEURALODE_FUZZ</c> says how many letters are spoilt; <c>.ci/run</c> takes a million.</remarks>
[Trait("Category", "Fuzz")]
public sealed class WireFuzzTests(ITestOutputHelper output)
{
    private static readonly RunPlan Plan = ScriptedProblem.ValidatedPlan();
    private const int Seed = 20_251_122;
    private const int Limit = 1 << 16;

    // A count of failures takes 12 bytes on the wire, and as an object with an empty text 32 bytes and 8 in its array;
    // a text takes two bytes a character, and the letter around it all a few hundred.
    private const int BytesPerByte = 8;
    private const int BytesAround = 2048;

    private static int Count => int.TryParse(
        Environment.GetEnvironmentVariable("NEURALODE_FUZZ"), CultureInfo.InvariantCulture, out var count)
        ? count
        : 40_000;

    private delegate object Decoder(ReadOnlySpan<byte> bytes);

    [Fact]
    public void Spoilt_letters_are_read_or_refused_with_a_reason_and_cost_no_more_than_their_length()
    {
        var mutation = new Mutation(Letters(), Seed);
        Decoder[] decoders = [Server, Range, Worker, Node, Follower];
        var refusals = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var dearest = 0.0;
        foreach (var number in Enumerable.Range(0, Count))
        {
            var bytes = mutation.Next();
            foreach (var decode in decoders)
            {
                var limit = BytesAround + BytesPerByte * bytes.Length;
                var (decoded, allocated) = Measured(decode, bytes);
                // What the runtime itself takes once, for a type that it loads or a literal, is not taken again.
                if (allocated > limit) allocated = Measured(decode, bytes).Allocated;

                dearest = Math.Max(dearest, (allocated - BytesAround) / (double)Math.Max(1, bytes.Length));
                Assert.True(
                    allocated <= limit,
                    $"seed {Seed}, letter {number}: {allocated} bytes for {bytes.Length}: {Convert.ToHexString(bytes)}");
                var kind = decoded.GetType().Name;
                refusals[kind] = refusals.GetValueOrDefault(kind) + 1;
                if (decoded is WireError.TooLong) Assert.InRange(allocated, 0, BytesAround);
            }
        }

        output.WriteLine(
            $"seed {Seed}, {Count} letters, {decoders.Length} readers: at most {dearest:F1} bytes a byte; "
            + string.Join(", ", refusals.Select(one => $"{one.Value} {one.Key}")));
        Assert.All(
            [nameof(WireError.NotALetter), nameof(WireError.OtherVersion), nameof(WireError.UnknownTag),
                nameof(WireError.Malformed), nameof(WireError.Corrupted), "Envelope`1"],
            kind => Assert.Contains(kind, refusals.Keys));
    }

    [Fact]
    public void Actors_receive_whatever_could_be_read_of_spoilt_letters()
    {
        var mutation = new Mutation(Letters(), Seed + 1);
        var (server, range, worker) = (Leading(), Holding(), Working());
        foreach (var number in Enumerable.Range(0, Count / 4))
        {
            // A run that was brought to its end by a letter takes no further one.
            if (number % 100 == 0) (server, range, worker) = (Leading(), Holding(), Working());
            var bytes = mutation.Next();
            try
            {
                server = WireFormat.DecodeToServer(bytes, Limit).Match(
                    letter => ParameterServer.Receive(server, new ParameterServer.Message.Arrived(letter, number)).State,
                    _ => server);
                range = WireFormat.DecodeToRange(bytes, Limit).Match(
                    letter => RangeServer.Receive(range, new RangeServer.Message.Arrived(letter)).State,
                    _ => range);
                worker = WireFormat.DecodeToWorker(bytes, Limit).Match(
                    letter => ShardWorker.Receive(worker, new ShardWorker.Message.Arrived(letter)).State,
                    _ => worker);
            }
            catch (Exception fault)
            {
                Assert.Fail($"seed {Seed + 1}, letter {number}: {Convert.ToHexString(bytes)}: {fault}");
            }
        }
    }

    private static ParameterServer.State Leading()
    {
        var standby = ParameterServer.State.Of(Plan, ScriptedProblem.Start(Plan));
        return ParameterServer.Receive(
            standby, new ParameterServer.Message.Claimed(new(4), standby.Progress, 0)).State;
    }

    private static RangeServer.State Holding()
    {
        var plan = ScriptedProblem.SharedPlan();
        var seeking = new RangeServer.State { Plan = plan, Self = new(new("range"), new(1)), Server = 1 } with
        {
            Holding = new RangeServer.Holding.Sought(new(0)),
        };
        return RangeServer.Receive(seeking, new RangeServer.Message.Found(
            RangeSnapshot.Of(ScriptedProblem.Start(plan), plan.Ranges[1]))).State;
    }

    private static ShardWorker.State Working() => new()
    {
        Run = Plan.Run,
        Self = new(new("a"), new(1)),
        Skills = new("", 0, [0], 1),
    };

    private static (object Decoded, long Allocated) Measured(Decoder decode, ReadOnlySpan<byte> bytes)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var decoded = decode(bytes);
        return (decoded, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static object Server(ReadOnlySpan<byte> bytes) =>
        WireFormat.DecodeToServer(bytes, Limit).Match<object>(letter => letter, error => error);

    private static object Range(ReadOnlySpan<byte> bytes) =>
        WireFormat.DecodeToRange(bytes, Limit).Match<object>(letter => letter, error => error);

    private static object Worker(ReadOnlySpan<byte> bytes) =>
        WireFormat.DecodeToWorker(bytes, Limit).Match<object>(letter => letter, error => error);

    private static object Node(ReadOnlySpan<byte> bytes) =>
        WireFormat.DecodeToNode(bytes, Limit).Match<object>(letter => letter, error => error);

    private static object Follower(ReadOnlySpan<byte> bytes) =>
        WireFormat.DecodeToFollower(bytes, Limit).Match<object>(letter => letter, error => error);

    // Every letter there is, and one with much in it.
    private static List<byte[]> Letters() =>
    [
        .. Sample(AnyLetter.ToServer).Select(WireFormat.Encode),
        .. Sample(AnyLetter.ToRange).Select(WireFormat.Encode),
        .. Sample(AnyLetter.ToWorker).Select(WireFormat.Encode),
        .. Sample(AnyLetter.ToNode).Select(WireFormat.Encode),
        .. Sample(AnyLetter.ToFollower).Select(WireFormat.Encode),
        WireFormat.Encode(new Envelope<ToWorker>(
            new("big"), new(1), new ToWorker.Parameters(new(1), new(0, 4096), FlatVector.Zeros(Precision.Double, 4096)))),
    ];

    private static Envelope<TLetter>[] Sample<TLetter>(Gen<TLetter> letters) =>
        [.. AnyLetter.In(letters).Sample(size: 30, numberOfSamples: 200, seed: new(Seed))];
}
