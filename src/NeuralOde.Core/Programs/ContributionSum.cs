using static NeuralOde.Core.Programs.Symbolic;

namespace NeuralOde.Core.Programs;

/// <summary>Adds what several arguments or readers contribute to one derivative.</summary>
/// <remarks>
/// Contributions to single features arrive as paddings. They are put side by side instead of being added as
/// long vectors of zeros, so that a field written feature by feature has a pullback of the same length.
/// </remarks>
internal static class ContributionSum
{
    public static Expression Of(IReadOnlyList<Expression> contributions, int size)
    {
        var padded = contributions.Where(IsPart).ToArray();
        var whole = contributions.Where(contribution => !IsPart(contribution)).Aggregate(
            Expression.Zero(size), Add);
        return padded.Length == 0 ? whole : whole + SideBySide(padded, size);
    }

    private static Expression SideBySide(Expression[] padded, int size)
    {
        int[] cuts = [.. padded.SelectMany(Ends).Append(0).Append(size).Distinct().Order()];
        return Vector([.. cuts.Zip(cuts.Skip(1), (start, end) => Between(padded, start, end))]);
    }

    private static Expression Between(Expression[] padded, int start, int end) =>
        padded.Select(part => part[start..end]).Aggregate(Expression.Zero(end - start), Add);

    private static bool IsPart(Expression contribution) => contribution.Operation is Operation.Pad;

    private static int[] Ends(Expression part) =>
        part.Operation is Operation.Pad(var start, _) ? [start, start + part.Arguments[0].Size] : [];

    private static Expression Add(Expression sum, Expression part) => sum + part;
}
