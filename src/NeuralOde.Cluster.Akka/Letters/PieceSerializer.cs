using System.Buffers.Binary;
using System.Runtime.Serialization;
using Akka.Actor;
using Akka.Serialization;

namespace NeuralOde.Cluster.Akka.Letters;

/// <summary>Pieces as bytes: letter (8), part (4), parts (4), little-endian, and then the letter's own bytes.
/// The manifest is the kind; no name of a type crosses the wire.</summary>
/// <param name="system">The system that it serves.</param>
internal sealed class PieceSerializer(ExtendedActorSystem system) : SerializerWithStringManifest(system)
{
    private const int Head = sizeof(long) + 2 * sizeof(int);

    /// <inheritdoc/>
    public override int Identifier => 7410;

    /// <inheritdoc/>
    public override string Manifest(object o) => ((Piece)o).Kind.ToString();

    /// <inheritdoc/>
    public override byte[] ToBinary(object obj)
    {
        var piece = (Piece)obj;
        var bytes = new byte[Head + piece.Bytes.Length];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, piece.Letter);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(8), piece.Part);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(12), piece.Parts);
        piece.Bytes.Span.CopyTo(bytes.AsSpan(Head));
        return bytes;
    }

    /// <inheritdoc/>
    public override object FromBinary(byte[] bytes, string manifest) =>
        Enum.TryParse<LetterKind>(manifest, out var kind) && Enum.IsDefined(kind) && bytes.Length >= Head
            ? new Piece(
                kind,
                BinaryPrimitives.ReadInt64LittleEndian(bytes),
                BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(8)),
                BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(12)),
                bytes.AsMemory(Head))
            : throw new SerializationException($"{bytes.Length} bytes {manifest} are no piece of a letter.");
}
