using NeuralOde.Actors.Mail;
using NeuralOde.Actors.Work;

namespace NeuralOde.Actors.Wire;

/// <summary>What several letters are made of.</summary>
internal static class Parts
{
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
}
