using NeuralOde.Actors.Mail;
using NeuralOde.Core.Values;

namespace NeuralOde.Actors.Wire;

/// <summary>The bodies of the letters to a worker.</summary>
internal static class WorkerLetters
{
    private const byte Parameters = 17;
    private const byte SolveNode = 18;
    private const byte ShardPart = 19;
    private const byte RunEnded = 20;
    private const byte WorkerRefused = 21;

    public static bool Knows(int tag) => tag is >= Parameters and <= WorkerRefused;

    public static byte TagOf(ToWorker letter) => letter switch
    {
        ToWorker.Parameters => Parameters,
        ToWorker.SolveNode => SolveNode,
        ToWorker.ShardPart => ShardPart,
        ToWorker.RunEnded => RunEnded,
        ToWorker.WorkerRefused => WorkerRefused,
        _ => throw Unreachable.Case(letter),
    };

    public static void Write(WireWriter to, ToWorker letter)
    {
        switch (letter)
        {
            case ToWorker.Parameters(var version, var range, var values):
                to.Long(version.Value);
                Parts.Write(to, range);
                to.Vector(values);
                break;
            case ToWorker.SolveNode node:
                Parts.Write(to, node.Unit);
                to.Ints(node.Shards);
                Parts.Write(to, node.Basis);
                break;
            case ToWorker.ShardPart part:
                to.Int(part.Shard);
                to.Int(part.Part);
                to.Int(part.Parts);
                to.Bytes(part.Bytes.AsSpan());
                break;
            case ToWorker.RunEnded(var version):
                to.Long(version.Value);
                break;
            case ToWorker.WorkerRefused(var build, var probe):
                to.Text(build);
                to.Long((long)probe);
                break;
            default:
                throw Unreachable.Case(letter);
        }
    }

    public static ToWorker Read(int tag, ref WireReaderWorkspace from) => tag switch
    {
        Parameters => new ToWorker.Parameters(new(from.Long()), Parts.ReadRange(ref from), from.Vector()),
        SolveNode => new ToWorker.SolveNode(Parts.ReadUnit(ref from), from.Ints())
        {
            Basis = Parts.ReadBasis(ref from),
        },
        ShardPart => new ToWorker.ShardPart(from.Int(), from.Int(), from.Int(), from.Bytes()),
        RunEnded => new ToWorker.RunEnded(new(from.Long())),
        WorkerRefused => new ToWorker.WorkerRefused(from.Text(), (ulong)from.Long()),
        _ => throw Unreachable.Case(tag),
    };
}
