using NeuralOde.Core.Training;
using NeuralOde.Core.Training.Optimisers;
using NeuralOde.Core.Values;

namespace NeuralOde.Actors.Mail;

/// <summary>A range of the coordinates of the parameters.</summary>
/// <param name="Start">The first coordinate.</param>
/// <param name="Count">The number of coordinates.</param>
public readonly record struct KeyRange(int Start, int Count)
{
    /// <summary>All coordinates of a vector.</summary>
    public static KeyRange All(int length) => new(0, length);

    /// <summary>The most servers that can share a vector: one for each block of a norm.</summary>
    public static int MostServers(int length) =>
        Math.Max(1, (length + Gradients.Block - 1) / Gradients.Block);

    /// <summary>The ranges of servers that share a vector: whole blocks of a norm, as many for each as can
    /// be.</summary>
    /// <param name="length">The number of coordinates.</param>
    /// <param name="servers">The number of servers, at most <see cref="MostServers"/>.</param>
    public static ValueArray<KeyRange> Shared(int length, int servers)
    {
        var blocks = MostServers(length);
        return [.. Enumerable.Range(0, servers).Select(server => Between(Begin(server), Begin(server + 1)))];

        int Begin(int server) => (int)Math.Min(length, (long)blocks * server / servers * Gradients.Block);
    }

    /// <summary>What a vector of all coordinates has in this range.</summary>
    public FlatVector Of(FlatVector all) => all.Slice(Start, Count);

    /// <summary>What the state of all coordinates has in this range.</summary>
    public TrainingState Of(TrainingState all) => all.Range(Start, Count);

    private static KeyRange Between(int start, int end) => new(start, end - start);
}
