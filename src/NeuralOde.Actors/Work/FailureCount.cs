using NeuralOde.Core.Values;

namespace NeuralOde.Actors.Work;

/// <summary>How many examples failed in one way.</summary>
/// <param name="Kind">The name of the outcome, such as <c>StepTooSmall</c>.</param>
/// <param name="Count">The number of examples.</param>
public readonly record struct FailureCount(string Kind, long Count)
{
    /// <summary>The counts of both, by kind, in the order of names.</summary>
    public static ValueArray<FailureCount> Add(
        ValueArray<FailureCount> left, ValueArray<FailureCount> right) =>
        left.Count == 0 ? right
        : right.Count == 0 ? left
        : [.. left.Concat(right)
            .GroupBy(failure => failure.Kind, StringComparer.Ordinal)
            .OrderBy(kind => kind.Key, StringComparer.Ordinal)
            .Select(kind => new FailureCount(kind.Key, kind.Sum(failure => failure.Count)))];
}
