using NeuralOde.Actors.Work;
using NeuralOde.Core.Values;

namespace NeuralOde.Actors.Wire;

/// <summary>The counts in an answer.</summary>
internal static class TallyPart
{
    // A text of no bytes, and a count.
    private const int LeastFailureBytes = sizeof(int) + sizeof(long);

    public static void Write(WireWriter to, Tally tally)
    {
        to.Long(tally.Examples);
        to.Double(tally.Loss);
        to.Long(tally.Correct);
        to.Long(tally.Classified);
        Write(to, tally.Failures);
        to.Ints(tally.ForwardNfe);
        to.Ints(tally.BackwardNfe);
        to.Long(tally.Accepted);
        to.Long(tally.Rejected);
        to.Long(tally.Fallbacks);
    }

    public static Tally Read(ref WireReaderWorkspace from) => new()
    {
        Examples = from.Long(),
        Loss = from.Double(),
        Correct = from.Long(),
        Classified = from.Long(),
        Failures = [.. ReadFailures(ref from)],
        ForwardNfe = from.Ints(),
        BackwardNfe = from.Ints(),
        Accepted = from.Long(),
        Rejected = from.Long(),
        Fallbacks = from.Long(),
    };

    public static void Write(WireWriter to, ValueArray<FailureCount> failures)
    {
        to.Int(failures.Count);
        foreach (var (kind, count) in failures)
        {
            to.Text(kind);
            to.Long(count);
        }
    }

    public static FailureCount[] ReadFailures(ref WireReaderWorkspace from)
    {
        var failures = new FailureCount[from.Count(LeastFailureBytes)];
        for (var i = 0; i < failures.Length; i++) failures[i] = new(from.Text(), from.Long());
        return failures;
    }
}
