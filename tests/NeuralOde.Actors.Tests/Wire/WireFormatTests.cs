using System.Text;
using FsCheck;
using FsCheck.Fluent;
using NeuralOde.Actors.Mail;
using NeuralOde.Actors.Wire;
using NeuralOde.Actors.Work;
using NeuralOde.Core.Values;
using NeuralOde.TestKit.Actors;
using Xunit;

namespace NeuralOde.Actors.Tests.Wire;

public sealed class WireFormatTests
{
    private static readonly Envelope<ToWorker> Ended =
        new(new("spiral"), new(3), new ToWorker.RunEnded(new(500)));

    [Fact]
    public void Every_letter_to_the_server_survives_the_wire() =>
        Prop.ForAll(AnyLetter.In(AnyLetter.ToServer).ToArbitrary(), letter =>
            WireFormat.DecodeToServer(WireFormat.Encode(letter))
            == new Result<Envelope<ToServer>, WireError>.Ok(letter))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Every_letter_to_a_worker_survives_the_wire() =>
        Prop.ForAll(AnyLetter.In(AnyLetter.ToWorker).ToArbitrary(), letter =>
            WireFormat.DecodeToWorker(WireFormat.Encode(letter))
            == new Result<Envelope<ToWorker>, WireError>.Ok(letter))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Every_letter_to_a_range_server_survives_the_wire() =>
        Prop.ForAll(AnyLetter.In(AnyLetter.ToRange).ToArbitrary(), letter =>
            WireFormat.DecodeToRange(WireFormat.Encode(letter))
            == new Result<Envelope<ToRange>, WireError>.Ok(letter))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Every_letter_to_all_nodes_survives_the_wire() =>
        Prop.ForAll(AnyLetter.In(AnyLetter.ToNode).ToArbitrary(), letter =>
            WireFormat.DecodeToNode(WireFormat.Encode(letter))
            == new Result<Envelope<ToNode>, WireError>.Ok(letter))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Every_letter_to_a_follower_survives_the_wire() =>
        Prop.ForAll(AnyLetter.In(AnyLetter.ToFollower).ToArbitrary(), letter =>
            WireFormat.DecodeToFollower(WireFormat.Encode(letter))
            == new Result<Envelope<ToFollower>, WireError>.Ok(letter))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Every_event_survives_the_wire() => Assert.All(EveryEvent.All, happened => Assert.Equal(
        new Result<Envelope<ToFollower>, WireError>.Ok(new(new("r"), new(1), new ToFollower.Happened(happened))),
        WireFormat.DecodeToFollower(WireFormat.Encode(
            new Envelope<ToFollower>(new("r"), new(1), new ToFollower.Happened(happened))))));

    [Fact]
    public void The_generators_build_every_letter()
    {
        Assert.Equal(Cases(typeof(ToNode)), Built(AnyLetter.ToNode.Sample(500)));
        Assert.Equal(Cases(typeof(ToFollower)), Built(AnyLetter.ToFollower.Sample(500)));
        Assert.Equal(Cases(typeof(ToServer)), Built(AnyLetter.ToServer.Sample(500)));
        Assert.Equal(Cases(typeof(ToRange)), Built(AnyLetter.ToRange.Sample(500)));
        Assert.Equal(Cases(typeof(ToWorker)), Built(AnyLetter.ToWorker.Sample(500)));
    }

    [Fact]
    public void A_changed_byte_is_refused() =>
        Prop.ForAll(AnyLetter.In(AnyLetter.ToServer).Zip(Gen.Choose(0, int.MaxValue)).ToArbitrary(), draw =>
        {
            var bytes = WireFormat.Encode(draw.Item1);
            bytes[draw.Item2 % bytes.Length] ^= (byte)(1 + draw.Item2 % 255);
            return WireFormat.DecodeToServer(bytes) is Result<Envelope<ToServer>, WireError>.Failed;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_letter_that_was_cut_off_is_refused() =>
        Prop.ForAll(AnyLetter.In(AnyLetter.ToServer).Zip(Gen.Choose(0, int.MaxValue)).ToArbitrary(), draw =>
        {
            var bytes = WireFormat.Encode(draw.Item1);
            return WireFormat.DecodeToServer(bytes.AsSpan(0, draw.Item2 % bytes.Length))
                is Result<Envelope<ToServer>, WireError>.Failed;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Another_version_is_refused_with_both_named()
    {
        var bytes = WireFormat.Encode(Ended);
        bytes[4] = 9;

        var error = ErrorOf(WireFormat.DecodeToWorker(bytes));

        Assert.Equal(new WireError.OtherVersion(9, 3), error);
        Assert.Equal(
            "The letter is of wire version 9, this program of version 3: run the same build on all nodes.",
            error.ToString());
    }

    [Fact]
    public void An_unknown_tag_is_refused_with_our_version()
    {
        var bytes = WireFormat.Encode(Ended);
        bytes[6] = 99;

        Assert.Equal(new WireError.UnknownTag(99, 3), ErrorOf(WireFormat.DecodeToWorker(bytes)));
    }

    [Fact]
    public void A_letter_above_the_limit_is_refused() => Assert.Equal(
        new WireError.TooLong(100, 99), ErrorOf(WireFormat.DecodeToWorker(new byte[100], limit: 99)));

    [Fact]
    public void A_length_that_the_bytes_do_not_hold_allocates_nothing()
    {
        var bytes = WireFormat.Encode(new Envelope<ToWorker>(
            new("r"), new(1), new ToWorker.SolveNode(new(new(1), Purpose.Gradient, new(0, 0)), [1, 2, 3])));
        bytes.AsSpan(bytes.Length - 29, 4).Fill(0x7F);
        BitConverter.TryWriteBytes(
            bytes.AsSpan(bytes.Length - 4), Checksum.Of(bytes.AsSpan(0, bytes.Length - 4)));
        _ = WireFormat.DecodeToWorker(bytes);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var decoded = WireFormat.DecodeToWorker(bytes);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4096);
        Assert.IsType<WireError.Malformed>(ErrorOf(decoded));
    }

    // RFC 3720, appendix B.4, and the check value of the polynomial's catalogue entry.
    [Fact]
    public void The_check_sum_is_the_published_one()
    {
        Assert.Equal(0xE3069283, Checksum.Of(Encoding.ASCII.GetBytes("123456789")));
        Assert.Equal(0x8A9136AA, Checksum.Of(new byte[32]));
    }

    private static WireError ErrorOf<TLetter>(Result<Envelope<TLetter>, WireError> decoded) =>
        Assert.IsType<Result<Envelope<TLetter>, WireError>.Failed>(decoded).Error;

    private static IEnumerable<string> Cases(Type union) =>
        union.GetNestedTypes().Select(type => type.Name).Order();

    private static IEnumerable<string> Built<T>(IEnumerable<T> sample) =>
        sample.Select(letter => letter!.GetType().Name).Distinct().Order();
}
