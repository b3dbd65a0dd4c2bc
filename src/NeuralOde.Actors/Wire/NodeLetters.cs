using NeuralOde.Actors.Mail;
using NeuralOde.Core.Data;
using NeuralOde.Core.Values;

namespace NeuralOde.Actors.Wire;

/// <summary>The bodies of the letters to all nodes.</summary>
internal static class NodeLetters
{
    private const byte RunOpened = 33;
    private const byte RunClosed = 34;
    private const byte NodeStarted = 35;

    // A length, and a text of no bytes.
    private const int LeastShardBytes = 2 * sizeof(int);

    public static bool Knows(int tag) => tag is >= RunOpened and <= NodeStarted;

    public static byte TagOf(ToNode letter) => letter switch
    {
        ToNode.RunOpened => RunOpened,
        ToNode.RunClosed => RunClosed,
        ToNode.NodeStarted => NodeStarted,
        _ => throw Unreachable.Case(letter),
    };

    public static void Write(WireWriter to, ToNode letter)
    {
        switch (letter)
        {
            case ToNode.RunOpened(var description):
                Write(to, description);
                break;
            case ToNode.NodeStarted(var node):
                to.Text(node);
                break;
        }
    }

    public static ToNode Read(int tag, ref WireReaderWorkspace from) => tag switch
    {
        RunOpened => new ToNode.RunOpened(ReadDescription(ref from)),
        RunClosed => new ToNode.RunClosed(),
        NodeStarted => new ToNode.NodeStarted(from.Text()),
        _ => throw Unreachable.Case(tag),
    };

    private static void Write(WireWriter to, RunDescription run)
    {
        to.Text(run.Build);
        to.Long((long)run.Probe);
        to.Text(run.Experiment);
        to.Int(run.Data.Training);
        to.Int(run.Data.Validation);
        to.Int(run.Data.InputFeatures);
        to.Int(run.Data.TargetFeatures);
        to.Text(run.DataSha256);
        to.Int(run.Shards.Count);
        foreach (var (bytes, sha256) in run.Shards)
        {
            to.Int(bytes);
            to.Text(sha256);
        }

        to.Int(run.Servers);
        to.Bytes(run.From.AsSpan());
    }

    private static RunDescription ReadDescription(ref WireReaderWorkspace from) => new()
    {
        Build = from.Text(),
        Probe = (ulong)from.Long(),
        Experiment = from.Text(),
        Data = ReadShape(ref from),
        DataSha256 = from.Text(),
        Shards = [.. ReadShards(ref from)],
        Servers = from.Int(),
        From = from.Bytes(),
    };

    // A model of so many features, or of fewer than one example, cannot be made.
    private static DataShape ReadShape(ref WireReaderWorkspace from)
    {
        var shape = new DataShape(from.Int(), from.Int(), from.Int(), from.Int());
        _ = from.Demand(shape is { Training: > 0, Validation: >= 0, InputFeatures: > 0, TargetFeatures: > 0 });
        return shape;
    }

    private static ShardRef[] ReadShards(ref WireReaderWorkspace from)
    {
        var shards = new ShardRef[from.Count(LeastShardBytes)];
        for (var i = 0; i < shards.Length; i++) shards[i] = new(from.Int(), from.Text());
        return shards;
    }
}
