using NeuralOde.Actors.Mail;
using NeuralOde.Core.Values;

namespace NeuralOde.Actors.Wire;

/// <summary>The bodies of the letters to a range server.</summary>
internal static class RangeLetters
{
    private const byte RangeLed = 65;
    private const byte StepTaken = 66;
    private const byte KeepWanted = 67;
    private const byte PartDone = 68;
    private const byte PartWanted = 69;

    public static bool Knows(int tag) => tag is >= RangeLed and <= PartWanted;

    public static byte TagOf(ToRange letter) => letter switch
    {
        ToRange.RangeLed => RangeLed,
        ToRange.StepTaken => StepTaken,
        ToRange.KeepWanted => KeepWanted,
        ToRange.PartDone => PartDone,
        ToRange.PartWanted => PartWanted,
        _ => throw Unreachable.Case(letter),
    };

    public static void Write(WireWriter to, ToRange letter)
    {
        switch (letter)
        {
            case ToRange.RangeLed(var version):
                to.Long(version.Value);
                break;
            case ToRange.StepTaken(var version, var norm, var bestVersion):
                to.Long(version.Value);
                to.Double(norm);
                to.Long(bestVersion);
                break;
            case ToRange.KeepWanted(var version, var safe, var bestVersion, var isLast):
                to.Long(version.Value);
                to.Long(safe.Value);
                to.Long(bestVersion);
                to.Byte(isLast ? (byte)1 : (byte)0);
                break;
            case ToRange.PartDone(var sender, var unit, var range, var gradient, var examples):
                Parts.Write(to, sender);
                Parts.Write(to, unit);
                Parts.Write(to, range);
                to.Vector(gradient);
                to.Long(examples);
                break;
            case ToRange.PartWanted(var sender):
                Parts.Write(to, sender);
                break;
            default:
                throw Unreachable.Case(letter);
        }
    }

    public static ToRange Read(int tag, ref WireReaderWorkspace from) => tag switch
    {
        RangeLed => new ToRange.RangeLed(new(from.Long())),
        StepTaken => new ToRange.StepTaken(new(from.Long()), from.Double(), from.Long()),
        KeepWanted => new ToRange.KeepWanted(
            new(from.Long()), new(from.Long()), from.Long(), from.Byte() == 1),
        PartDone => new ToRange.PartDone(
            Parts.ReadSender(ref from), Parts.ReadUnit(ref from), Parts.ReadRange(ref from), from.Vector(),
            from.Long()),
        PartWanted => new ToRange.PartWanted(Parts.ReadSender(ref from)),
        _ => throw Unreachable.Case(tag),
    };
}
