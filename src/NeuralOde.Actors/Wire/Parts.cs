using NeuralOde.Actors.Mail;
using NeuralOde.Actors.Work;
using NeuralOde.Core.Values;

namespace NeuralOde.Actors.Wire;

/// <summary>What several letters are made of.</summary>
internal static class Parts
{
    public static void Write(WireWriter to, Sender sender)
    {
        to.Text(sender.Worker.Name);
        to.Long(sender.Incarnation.Value);
    }

    public static Sender ReadSender(ref WireReaderWorkspace from) => new(new(from.Text()), new(from.Long()));

    public static void Write(WireWriter to, WorkUnit unit)
    {
        to.Long(unit.Version.Value);
        to.Byte((byte)unit.Purpose);
        to.Int(unit.Node.Level);
        to.Int(unit.Node.Index);
    }

    public static WorkUnit ReadUnit(ref WireReaderWorkspace from)
    {
        var version = new Version(from.Long());
        var purpose = (Purpose)from.Byte();
        _ = from.Demand(purpose is Purpose.Gradient or Purpose.Validation);
        return new(version, purpose, new(from.Int(), from.Int()));
    }

    public static void Write(WireWriter to, KeyRange range)
    {
        to.Int(range.Start);
        to.Int(range.Count);
    }

    public static KeyRange ReadRange(ref WireReaderWorkspace from) => new(from.Int(), from.Int());

    public static void Write(WireWriter to, BasedOn basedOn)
    {
        to.Long(basedOn.Fence.Value);
        to.Long(basedOn.Version.Value);
    }

    public static BasedOn ReadBasedOn(ref WireReaderWorkspace from) => new(new(from.Long()), new(from.Long()));

    public static void Write(WireWriter to, Basis basis)
    {
        var (kind, oldest) = basis switch
        {
            Basis.OfAnyServer => (0, 0L),
            Basis.OfThisServer => (1, 0L),
            Basis.Newest(var version) => (2, version.Value),
            _ => throw Unreachable.Case(basis),
        };
        to.Byte((byte)kind);
        to.Long(oldest);
    }

    public static Basis ReadBasis(ref WireReaderWorkspace from)
    {
        var (kind, oldest) = (from.Byte(), from.Long());
        _ = from.Demand(kind <= 2 && (kind == 2 || oldest == 0));
        return kind switch
        {
            0 => new Basis.OfAnyServer(),
            1 => new Basis.OfThisServer(),
            _ => new Basis.Newest(new(oldest)),
        };
    }
}
