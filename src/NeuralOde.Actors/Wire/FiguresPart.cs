using NeuralOde.Actors.Reporting;

namespace NeuralOde.Actors.Wire;

/// <summary>The figures of a step in a letter.</summary>
internal static class FiguresPart
{
    // A text of no bytes, a share and a count.
    private const int LeastIdleBytes = 2 * sizeof(int) + sizeof(double);

    public static void Write(WireWriter to, StepFigures figures)
    {
        to.Long(figures.Version.Value);
        to.Double(figures.Loss);
        to.Double(figures.GradientNorm);
        to.Double(figures.Rate);
        to.Long(figures.Examples);
        to.Long(figures.Correct);
        to.Long(figures.Classified);
        Write(to, figures.ForwardNfe);
        Write(to, figures.BackwardNfe);
        Write(to, figures.Staleness);
        to.Long(figures.Dropped);
        to.Long(figures.Accepted);
        to.Long(figures.Rejected);
        to.Long(figures.Fallbacks);
        TallyPart.Write(to, figures.Failures);
        to.Double(figures.ElapsedMs);
        to.Double(figures.MakespanOverIdeal);
        to.Double(figures.ExamplesPerSecond);
        to.Int(figures.Idle.Count);
        foreach (var idle in figures.Idle)
        {
            to.Text(idle.Worker.Name);
            to.Double(idle.Share);
            to.Int(idle.Units);
        }
    }

    public static StepFigures Read(ref WireReaderWorkspace from) => new()
    {
        Version = new(from.Long()),
        Loss = from.Double(),
        GradientNorm = from.Double(),
        Rate = from.Double(),
        Examples = from.Long(),
        Correct = from.Long(),
        Classified = from.Long(),
        ForwardNfe = ReadSpread(ref from),
        BackwardNfe = ReadSpread(ref from),
        Staleness = ReadSpread(ref from),
        Dropped = from.Long(),
        Accepted = from.Long(),
        Rejected = from.Long(),
        Fallbacks = from.Long(),
        Failures = [.. TallyPart.ReadFailures(ref from)],
        ElapsedMs = from.Double(),
        MakespanOverIdeal = from.Double(),
        ExamplesPerSecond = from.Double(),
        Idle = [.. ReadIdle(ref from)],
    };

    private static void Write(WireWriter to, Spread spread)
    {
        to.Double(spread.Median);
        to.Double(spread.NinetiethPercentile);
        to.Double(spread.Maximum);
        to.Double(spread.Total);
    }

    private static Spread ReadSpread(ref WireReaderWorkspace from) =>
        new(from.Double(), from.Double(), from.Double(), from.Double());

    private static IdleShare[] ReadIdle(ref WireReaderWorkspace from)
    {
        var idle = new IdleShare[from.Count(LeastIdleBytes)];
        for (var i = 0; i < idle.Length; i++) idle[i] = new(new(from.Text()), from.Double(), from.Int());
        return idle;
    }
}
