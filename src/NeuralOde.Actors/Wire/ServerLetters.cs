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
    private const byte RangeReady = 8;
    private const byte RangeHas = 9;
    private const byte RangeKept = 10;
    private const byte RangeNotKept = 11;
    private const byte RangeLacks = 12;
    private const byte RangeLeaving = 13;

    public static bool Knows(int tag) => tag is >= WorkerReady and <= RangeLeaving;

    public static byte TagOf(ToServer letter) => letter switch
    {
        ToServer.WorkerReady => WorkerReady,
        ToServer.NodeDone => NodeDone,
        ToServer.NodeFailed => NodeFailed,
        ToServer.ParametersWanted => ParametersWanted,
        ToServer.ShardWanted => ShardWanted,
        ToServer.WorkerLeaving => WorkerLeaving,
        ToServer.StopWanted => StopWanted,
        ToServer.RangeReady => RangeReady,
        ToServer.RangeHas => RangeHas,
        ToServer.RangeKept => RangeKept,
        ToServer.RangeNotKept => RangeNotKept,
        ToServer.RangeLacks => RangeLacks,
        ToServer.RangeLeaving => RangeLeaving,
        _ => throw Unreachable.Case(letter),
    };

    public static void Write(WireWriter to, ToServer letter)
    {
        Parts.Write(to, letter.From);
        switch (letter)
        {
            case ToServer.WorkerReady(_, var skills, var holds):
                Write(to, skills);
                Write(to, holds);
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
            case ToServer.RangeReady(_, var server, var holds):
                to.Int(server);
                Write(to, holds);
                break;
            case ToServer.RangeHas(_, var server, var unit, var squares):
                to.Int(server);
                Parts.Write(to, unit);
                to.Doubles(squares);
                break;
            case ToServer.RangeKept(_, var server, var version, var isLast):
                to.Int(server);
                to.Long(version.Value);
                to.Byte(isLast ? (byte)1 : (byte)0);
                break;
            case ToServer.RangeNotKept(_, var server, var version, var reason):
                WriteFailure(to, server, version, reason);
                break;
            case ToServer.RangeLacks(_, var server, var version, var reason):
                WriteFailure(to, server, version, reason);
                break;
            case ToServer.RangeLeaving(_, var server):
                to.Int(server);
                break;
        }
    }

    public static ToServer Read(int tag, ref WireReaderWorkspace from)
    {
        var sender = Parts.ReadSender(ref from);
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
            RangeReady => new ToServer.RangeReady(sender, from.Int(), ReadHolds(ref from)),
            RangeHas => new ToServer.RangeHas(sender, from.Int(), Parts.ReadUnit(ref from), from.Doubles()),
            RangeKept => new ToServer.RangeKept(sender, from.Int(), new(from.Long()), from.Byte() == 1),
            RangeNotKept => new ToServer.RangeNotKept(sender, from.Int(), new(from.Long()), from.Text()),
            RangeLacks => new ToServer.RangeLacks(sender, from.Int(), new(from.Long()), from.Text()),
            RangeLeaving => new ToServer.RangeLeaving(sender, from.Int()),
            _ => throw Unreachable.Case(tag),
        };
    }

    private static void WriteFailure(WireWriter to, int server, Version version, string reason)
    {
        to.Int(server);
        to.Long(version.Value);
        to.Text(reason);
    }

    private static void Write(WireWriter to, Holds holds) =>
        to.Long(holds is Holds.Parameters(var version) ? version.Value : -1);

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
