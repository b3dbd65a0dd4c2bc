using NeuralOde.Actors.Mail;
using NeuralOde.Core.Values;

namespace NeuralOde.Actors.Wire;

/// <summary>The bodies of the letters to the server.</summary>
internal static class ServerLetters
{
    private const byte WorkerReady = 1;
    private const byte NodeDone = 2;
    private const byte NodeFailed = 3;
    private const byte ParametersWanted = 4;
    private const byte ShardWanted = 5;
    private const byte WorkerLeaving = 6;
    private const byte StopWanted = 7;

    public static bool Knows(int tag) => tag is >= WorkerReady and <= StopWanted;

    public static byte TagOf(ToServer letter) => letter switch
    {
        ToServer.WorkerReady => WorkerReady,
        ToServer.NodeDone => NodeDone,
        ToServer.NodeFailed => NodeFailed,
        ToServer.ParametersWanted => ParametersWanted,
        ToServer.ShardWanted => ShardWanted,
        ToServer.WorkerLeaving => WorkerLeaving,
        ToServer.StopWanted => StopWanted,
        _ => throw Unreachable.Case(letter),
    };

    public static void Write(WireWriter to, ToServer letter)
    {
        to.Text(letter.From.Worker.Name);
        to.Long(letter.From.Incarnation.Value);
        switch (letter)
        {
            case ToServer.WorkerReady(_, var skills, var holds):
                Write(to, skills);
                to.Long(holds is Holds.Parameters(var version) ? version.Value : -1);
                break;
            case ToServer.NodeDone done:
                Parts.Write(to, done.Unit);
                Parts.Write(to, done.Range);
                to.Vector(done.Sum.Gradient);
                TallyPart.Write(to, done.Sum.Tally);
                to.Double(done.ElapsedMs);
                Parts.Write(to, done.BasedOn);
                break;
            case ToServer.NodeFailed(_, var unit, var reason):
                Parts.Write(to, unit);
                to.Text(reason);
                break;
            case ToServer.ShardWanted(_, var shard):
                to.Int(shard);
                break;
        }
    }

    public static ToServer Read(int tag, ref WireReaderWorkspace from)
    {
        var sender = new Sender(new(from.Text()), new(from.Long()));
        return tag switch
        {
            WorkerReady => new ToServer.WorkerReady(sender, ReadSkills(ref from), ReadHolds(ref from)),
            NodeDone => new ToServer.NodeDone(
                sender, Parts.ReadUnit(ref from), Parts.ReadRange(ref from),
                new(from.Vector(), TallyPart.Read(ref from)), from.Double())
            {
                BasedOn = Parts.ReadBasedOn(ref from),
            },
            NodeFailed => new ToServer.NodeFailed(sender, Parts.ReadUnit(ref from), from.Text()),
            ParametersWanted => new ToServer.ParametersWanted(sender),
            ShardWanted => new ToServer.ShardWanted(sender, from.Int()),
            WorkerLeaving => new ToServer.WorkerLeaving(sender),
            StopWanted => new ToServer.StopWanted(sender),
            _ => throw Unreachable.Case(tag),
        };
    }

    private static void Write(WireWriter to, Skills skills)
    {
        to.Text(skills.Build);
        to.Long((long)skills.Probe);
        to.Ints(skills.Shards);
        to.Int(skills.Slots);
    }

    private static Skills ReadSkills(ref WireReaderWorkspace from) =>
        new(from.Text(), (ulong)from.Long(), from.Ints(), from.Int());

    private static Holds ReadHolds(ref WireReaderWorkspace from) =>
        from.Long() is >= 0 and var version ? new Holds.Parameters(new(version)) : new Holds.Nothing();
}
