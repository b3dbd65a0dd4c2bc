using Akka.Actor;
using NeuralOde.Actors.Mail;
using NeuralOde.Actors.Wire;

namespace NeuralOde.Cluster.Akka.Letters;

/// <summary>Writes letters to actors: at most once, the parts of one in their order.</summary>
/// <param name="from">Who answers go to.</param>
/// <param name="pieceBytes">The most bytes of a letter that one frame carries.</param>
internal sealed class Mail(IActorRef from, int pieceBytes)
{
    // The engine's own part of a frame: paths of both actors, manifest, lengths.
    private const int EngineBytes = 8192;

    private const string FrameBytes = "akka.remote.dot-netty.tcp.maximum-frame-size";

    private readonly Lock _order = new();
    private long _letters;

    /// <summary>As much as the frames of a system carry.</summary>
    /// <param name="from">Who answers go to.</param>
    /// <param name="system">The system.</param>
    public static Mail Of(IActorRef from, ActorSystem system) => new(
        from,
        (int)system.Settings.Config.GetByteSize(FrameBytes, null)! - EngineBytes);

    /// <summary>Writes to the server.</summary>
    public void Write(IEnumerable<ICanTell> to, Envelope<ToServer> envelope) =>
        Write(to, LetterKind.ToServer, WireFormat.Encode(envelope));

    /// <summary>Writes to workers.</summary>
    public void Write(IEnumerable<ICanTell> to, Envelope<ToWorker> envelope) =>
        Write(to, LetterKind.ToWorker, WireFormat.Encode(envelope));

    /// <summary>Writes to nodes.</summary>
    public void Write(IEnumerable<ICanTell> to, Envelope<ToNode> envelope) =>
        Write(to, LetterKind.ToNode, WireFormat.Encode(envelope));

    // Letters are written by several threads, and the pieces of one must not come between those of another.
    private void Write(IEnumerable<ICanTell> to, LetterKind kind, byte[] letter)
    {
        lock (_order)
        {
            _letters++;
            foreach (var reader in to)
            {
                foreach (var piece in Pieces(kind, letter)) reader.Tell(piece, from);
            }
        }
    }

    private IEnumerable<Piece> Pieces(LetterKind kind, byte[] letter)
    {
        var parts = (letter.Length + pieceBytes - 1) / pieceBytes;
        for (var part = 0; part < parts; part++)
        {
            var start = part * pieceBytes;
            var bytes = letter.AsMemory(start, Math.Min(pieceBytes, letter.Length - start));
            yield return new(kind, _letters, part, parts, bytes);
        }
    }
}
