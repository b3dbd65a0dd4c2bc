using System.Buffers;
using System.Buffers.Binary;
using NeuralOde.Actors.Mail;
using NeuralOde.Core.Values;

namespace NeuralOde.Actors.Wire;

/// <summary>Letters as bytes, the same on every engine and every machine.</summary>
/// <remarks>
/// A letter is: <c>NODE</c>, version (2 bytes), tag (1), 0 (1), fence (8), run, body, check sum of all before
/// it (4). Numbers are little-endian; texts, arrays and vectors have their length before them. A tag never
/// changes its meaning; a change of any body is a new version. No name of a type crosses the wire.
/// </remarks>
public static class WireFormat
{
    /// <summary>The version of the format that this program speaks.</summary>
    public const int Version = 3;

    /// <summary>The most bytes that a letter may have, unless the host says otherwise: 256 MiB.</summary>
    public const int Limit = 1 << 28;

    private const int Mark = 0x45444F4E;
    private const int Head = 8;
    private const int Tail = sizeof(uint);

    /// <summary>A letter to the server as bytes.</summary>
    public static byte[] Encode(Envelope<ToServer> envelope) =>
        Encode(envelope.Run, envelope.Fence, ServerLetters.TagOf(envelope.Letter), to =>
            ServerLetters.Write(to, envelope.Letter));

    /// <summary>A letter to a worker as bytes.</summary>
    public static byte[] Encode(Envelope<ToWorker> envelope) =>
        Encode(envelope.Run, envelope.Fence, WorkerLetters.TagOf(envelope.Letter), to =>
            WorkerLetters.Write(to, envelope.Letter));

    /// <summary>A letter to a range server as bytes.</summary>
    public static byte[] Encode(Envelope<ToRange> envelope) =>
        Encode(envelope.Run, envelope.Fence, RangeLetters.TagOf(envelope.Letter), to =>
            RangeLetters.Write(to, envelope.Letter));

    /// <summary>A letter to all nodes as bytes.</summary>
    public static byte[] Encode(Envelope<ToNode> envelope) =>
        Encode(envelope.Run, envelope.Fence, NodeLetters.TagOf(envelope.Letter), to =>
            NodeLetters.Write(to, envelope.Letter));

    /// <summary>A letter to a follower as bytes.</summary>
    public static byte[] Encode(Envelope<ToFollower> envelope) =>
        Encode(envelope.Run, envelope.Fence, FollowerLetters.TagOf(envelope.Letter), to =>
            FollowerLetters.Write(to, envelope.Letter));

    /// <summary>The letter to the server that bytes are.</summary>
    /// <param name="bytes">What came, from anybody.</param>
    /// <param name="limit">The most bytes that a letter may have.</param>
    public static Result<Envelope<ToServer>, WireError> DecodeToServer(
        ReadOnlySpan<byte> bytes, int limit = Limit) =>
        Decode(bytes, limit, ServerLetters.Knows, ServerLetters.Read);

    /// <summary>The letter to a worker that bytes are.</summary>
    /// <param name="bytes">What came, from anybody.</param>
    /// <param name="limit">The most bytes that a letter may have.</param>
    public static Result<Envelope<ToWorker>, WireError> DecodeToWorker(
        ReadOnlySpan<byte> bytes, int limit = Limit) =>
        Decode(bytes, limit, WorkerLetters.Knows, WorkerLetters.Read);

    /// <summary>The letter to a range server that bytes are.</summary>
    /// <param name="bytes">What came, from anybody.</param>
    /// <param name="limit">The most bytes that a letter may have.</param>
    public static Result<Envelope<ToRange>, WireError> DecodeToRange(
        ReadOnlySpan<byte> bytes, int limit = Limit) =>
        Decode(bytes, limit, RangeLetters.Knows, RangeLetters.Read);

    /// <summary>The letter to all nodes that bytes are.</summary>
    /// <param name="bytes">What came, from anybody.</param>
    /// <param name="limit">The most bytes that a letter may have.</param>
    public static Result<Envelope<ToNode>, WireError> DecodeToNode(
        ReadOnlySpan<byte> bytes, int limit = Limit) =>
        Decode(bytes, limit, NodeLetters.Knows, NodeLetters.Read);

    /// <summary>The letter to a follower that bytes are.</summary>
    /// <param name="bytes">What came, from anybody.</param>
    /// <param name="limit">The most bytes that a letter may have.</param>
    public static Result<Envelope<ToFollower>, WireError> DecodeToFollower(
        ReadOnlySpan<byte> bytes, int limit = Limit) =>
        Decode(bytes, limit, FollowerLetters.Knows, FollowerLetters.Read);

    private delegate TLetter ReadBody<TLetter>(int tag, ref WireReaderWorkspace from);

    private static byte[] Encode(RunId run, Fence fence, byte tag, Action<WireWriter> body)
    {
        var bytes = new ArrayBufferWriter<byte>();
        var to = new WireWriter(bytes);
        to.Int(Mark);
        to.Int(Version | (tag << 16));
        to.Long(fence.Value);
        to.Text(run.Name);
        body(to);
        to.Int((int)Checksum.Of(bytes.WrittenSpan));
        return bytes.WrittenSpan.ToArray();
    }

    private static Result<Envelope<TLetter>, WireError> Decode<TLetter>(
        ReadOnlySpan<byte> bytes, int limit, Func<int, bool> knows, ReadBody<TLetter> read)
    {
        if (bytes.Length > limit) return new WireError.TooLong(bytes.Length, limit);
        if (bytes.Length < Head + Tail || BinaryPrimitives.ReadInt32LittleEndian(bytes) != Mark)
        {
            return new WireError.NotALetter();
        }

        var version = BinaryPrimitives.ReadUInt16LittleEndian(bytes[4..]);
        if (version != Version) return new WireError.OtherVersion(version, Version);
        if (!knows(bytes[6])) return new WireError.UnknownTag(bytes[6], Version);
        if (BinaryPrimitives.ReadUInt32LittleEndian(bytes[^Tail..]) != Checksum.Of(bytes[..^Tail]))
        {
            return new WireError.Corrupted();
        }

        var from = new WireReaderWorkspace(bytes[Head..^Tail]);
        var fence = new Fence(from.Long());
        var run = new RunId(from.Text());
        var letter = read(bytes[6], ref from);
        return from.IsAtEnd && bytes[7] == 0
            ? new Envelope<TLetter>(run, fence, letter)
            : new WireError.Malformed(Head + from.Position);
    }
}
