using System.Runtime.Serialization;
using Akka.Actor;
using Akka.Event;
using NeuralOde.Actors.Mail;
using NeuralOde.Cluster.Akka.Letters;
using NeuralOde.Core.Values;
using Xunit;

namespace NeuralOde.Cluster.Akka.Tests.Letters;

public sealed class MailTests
{
    private const int PieceBytes = 1000;
    private static readonly IActorRef Writer = ActorRefs.Nobody;
    private static readonly Envelope<ToWorker> Long = Theta(values: 1000);

    [Fact]
    public void A_long_letter_goes_in_pieces_and_is_read_as_it_was_written()
    {
        var pieces = Written(Long);

        Assert.True(pieces.Count > 8);
        Assert.All(pieces, piece => Assert.InRange(piece.Bytes.Length, 1, PieceBytes));
        Assert.Equal(Long, Assert.Single(Read(pieces)));
    }

    [Fact]
    public void A_short_letter_goes_in_one_piece()
    {
        var letter = Theta(values: 1);

        Assert.Equal(letter, Assert.Single(Read([Assert.Single(Written(letter))])));
    }

    [Theory, InlineData(0), InlineData(3), InlineData(8)]
    public void A_letter_that_lost_a_piece_is_lost_and_the_next_one_is_read(int lost)
    {
        var pieces = Written(Long, Theta(values: 999));

        var read = Read(pieces.Where((_, at) => at != lost));

        Assert.Equal(Theta(values: 999), Assert.Single(read));
    }

    [Fact]
    public void A_letter_whose_pieces_come_in_another_order_is_lost() =>
        Assert.Empty(Read(Written(Long).AsEnumerable().Reverse()));

    [Fact]
    public void A_letter_above_the_limit_is_never_put_together() => Assert.Empty(Read(Written(Long), limit: 5000));

    [Fact]
    public void A_piece_is_read_from_its_bytes()
    {
        var serializer = new PieceSerializer(null!);
        var piece = Written(Long)[3];

        var read = Assert.IsType<Piece>(
            serializer.FromBinary(serializer.ToBinary(piece), serializer.Manifest(piece)));

        Assert.Equal(piece with { Bytes = default }, read with { Bytes = default });
        Assert.Equal(piece.Bytes.ToArray(), read.Bytes.ToArray());
    }

    [Theory, InlineData("ToWorker", 15), InlineData("System.String", 100), InlineData("", 0), InlineData("7", 100)]
    public void What_is_no_piece_is_refused(string manifest, int bytes) => Assert.Throws<SerializationException>(
        () => new PieceSerializer(null!).FromBinary(new byte[bytes], manifest));

    [Fact]
    public void Json_is_neither_written_nor_read()
    {
        var refusing = new RefusingSerializer(null!, null!);

        Assert.Throws<SerializationException>(() => refusing.ToBinary(new Version(1)));
        Assert.Throws<SerializationException>(() => refusing.FromBinary("{}"u8.ToArray(), typeof(object)));
    }

    private static Envelope<ToWorker> Theta(int values) => new(
        new("run"), new(1), new ToWorker.Parameters(
            new(3), KeyRange.All(values), FlatVector.Of<double>([.. Enumerable.Range(0, values).Select(i => i / 7.0)])));

    private static List<Piece> Written(params Envelope<ToWorker>[] letters)
    {
        var reader = new Listener();
        var mail = new Mail(Writer, PieceBytes);
        foreach (var letter in letters) mail.Write([reader], letter);
        return reader.Heard;
    }

    private static List<object> Read(IEnumerable<Piece> pieces, int limit = 1 << 20)
    {
        var reader = new LetterReader(NoLogger.Instance, limit);
        return [.. pieces.Select(piece => reader.Read(Writer, piece)).OfType<object>()];
    }

    private sealed class Listener : ICanTell
    {
        public List<Piece> Heard { get; } = [];

        public void Tell(object message, IActorRef sender) => Heard.Add((Piece)message);
    }
}
