using NeuralOde.Actors.Mail;
using NeuralOde.Actors.Running;
using NeuralOde.Core.Values;

namespace NeuralOde.Actors.Wire;

/// <summary>The bodies of the letters to a follower of a run.</summary>
internal static class FollowerLetters
{
    private const byte Happened = 49;
    private const byte Result = 50;
    private const byte RangeResult = 51;

    public static bool Knows(int tag) => tag is >= Happened and <= RangeResult;

    public static byte TagOf(ToFollower letter) => letter switch
    {
        ToFollower.Happened => Happened,
        ToFollower.Result => Result,
        ToFollower.RangeResult => RangeResult,
        _ => throw Unreachable.Case(letter),
    };

    public static void Write(WireWriter to, ToFollower letter)
    {
        switch (letter)
        {
            case ToFollower.Happened(var happened):
                EventPart.Write(to, happened);
                break;
            case ToFollower.Result result:
                Write(to, result.Why);
                to.Int(result.Servers);
                to.Int(result.Part);
                to.Int(result.Parts);
                to.Bytes(result.Bytes.AsSpan());
                break;
            case ToFollower.RangeResult result:
                to.Int(result.Server);
                to.Int(result.Part);
                to.Int(result.Parts);
                to.Bytes(result.Bytes.AsSpan());
                break;
            default:
                throw Unreachable.Case(letter);
        }
    }

    public static ToFollower Read(int tag, ref WireReaderWorkspace from) => tag switch
    {
        Happened => new ToFollower.Happened(EventPart.Read(ref from)),
        Result => new ToFollower.Result(
            ReadEnding(ref from), from.Int(), from.Int(), from.Int(), from.Bytes()),
        RangeResult => new ToFollower.RangeResult(from.Int(), from.Int(), from.Int(), from.Bytes()),
        _ => throw Unreachable.Case(tag),
    };

    public static void Write(WireWriter to, Ending why)
    {
        var (kind, number, reason) = why switch
        {
            Ending.Finished => (0, 0L, ""),
            Ending.NoMoreGain(var validations) => (1, validations, ""),
            Ending.Stopped => (2, 0, ""),
            Ending.Deposed(var newer) => (3, newer.Value, ""),
            Ending.Failed(var text) => (4, 0, text),
            Ending.HandedOver => (5, 0, ""),
            Ending.RangeLost(var server) => (6, server, ""),
            Ending.RangeLacks(var server) => (7, server, ""),
            _ => throw Unreachable.Case(why),
        };
        to.Byte((byte)kind);
        to.Long(number);
        to.Text(reason);
    }

    public static Ending ReadEnding(ref WireReaderWorkspace from)
    {
        var (kind, number, reason) = (from.Byte(), from.Long(), from.Text());
        _ = from.Demand(kind <= 7);
        return kind switch
        {
            0 => new Ending.Finished(),
            1 => new Ending.NoMoreGain((int)number),
            2 => new Ending.Stopped(),
            3 => new Ending.Deposed(new(number)),
            4 => new Ending.Failed(reason),
            6 => new Ending.RangeLost((int)number),
            7 => new Ending.RangeLacks((int)number),
            _ => new Ending.HandedOver(),
        };
    }
}
