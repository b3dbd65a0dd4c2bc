namespace NeuralOde.Cluster.Akka.Letters;

/// <summary>The only message of ours that crosses the wire: a letter as bytes, or a part of one that is
/// longer than a frame.</summary>
/// <param name="Kind">To whom the letter is written.</param>
/// <param name="Letter">The letter's number; two letters of one sender have different ones.</param>
/// <param name="Part">Which part of it, from 0.</param>
/// <param name="Parts">The number of parts.</param>
/// <param name="Bytes">The part.</param>
internal sealed record Piece(LetterKind Kind, long Letter, int Part, int Parts, ReadOnlyMemory<byte> Bytes);
