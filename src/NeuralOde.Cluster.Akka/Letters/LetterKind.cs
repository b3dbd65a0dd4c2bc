namespace NeuralOde.Cluster.Akka.Letters;

/// <summary>To whom a letter is written; it decides how its bytes are read.</summary>
internal enum LetterKind
{
    ToServer,
    ToWorker,
    ToNode,
}
