using Akka.Actor;
using Akka.Event;
using NeuralOde.Actors.Mail;
using NeuralOde.Actors.Wire;
using NeuralOde.Core.Values;

namespace NeuralOde.Cluster.Akka.Letters;

/// <summary>Puts the pieces of letters together and reads them. The pieces of a letter come in their order or
/// not at all, so one that is not the next ends the letter: it is lost, as any may be.</summary>
/// <param name="log">Is told of letters that cannot be read.</param>
/// <param name="limit">The most bytes that a letter may have.</param>
internal sealed class LetterReader(ILoggingAdapter log, int limit = WireFormat.Limit)
{
    private readonly Dictionary<IActorRef, Begun> _begun = [];

    /// <summary>The envelope that a piece completes; none while more is to come.</summary>
    /// <param name="from">Who wrote.</param>
    /// <param name="piece">What came.</param>
    public object? Read(IActorRef from, Piece piece)
    {
        var letter = Join(from, piece);
        return letter.IsEmpty ? null : piece.Kind switch
        {
            LetterKind.ToServer => Read(from, WireFormat.DecodeToServer(letter.Span, limit)),
            LetterKind.ToWorker => Read(from, WireFormat.DecodeToWorker(letter.Span, limit)),
            LetterKind.ToNode => Read(from, WireFormat.DecodeToNode(letter.Span, limit)),
            _ => throw Unreachable.Case(piece.Kind),
        };
    }

    /// <summary>Forgets what a writer that is gone has begun.</summary>
    public void Forget(IActorRef from) => _ = _begun.Remove(from);

    private ReadOnlyMemory<byte> Join(IActorRef from, Piece piece)
    {
        if (piece is { Part: 0, Parts: 1 }) return piece.Bytes;
        if (piece.Part == 0) _begun[from] = new(piece.Letter, new());
        if (!_begun.TryGetValue(from, out var begun)) return default;
        if (!begun.IsNext(piece) || begun.Bytes.Length + piece.Bytes.Length > limit)
        {
            Forget(from);
            return default;
        }

        begun.Add(piece);
        if (begun.Parts < piece.Parts) return default;
        Forget(from);
        return begun.Bytes.ToArray();
    }

    private Envelope<TLetter>? Read<TLetter>(IActorRef from, Result<Envelope<TLetter>, WireError> read)
    {
        if (read is Result<Envelope<TLetter>, WireError>.Ok(var envelope)) return envelope;
        if (read is Result<Envelope<TLetter>, WireError>.Failed(var error)) log.Error(Refusal(from, error));
        return null;
    }

    private static string Refusal(IActorRef from, WireError error) =>
        $"A letter of {from.Path} is refused. {error}";

    private sealed class Begun(long letter, MemoryStream bytes)
    {
        public MemoryStream Bytes => bytes;

        public int Parts { get; private set; }

        public bool IsNext(Piece piece) => piece.Letter == letter && piece.Part == Parts;

        public void Add(Piece piece)
        {
            bytes.Write(piece.Bytes.Span);
            Parts++;
        }
    }
}
