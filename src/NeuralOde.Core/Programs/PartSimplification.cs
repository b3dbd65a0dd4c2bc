using System.Collections.Immutable;
using static NeuralOde.Core.Programs.Expression;

namespace NeuralOde.Core.Programs;

/// <summary>Joins parts of parts: slices, paddings and concatenations of one another.</summary>
internal static class PartSimplification
{
    public static Expression Of(Expression x) => x.Operation switch
    {
        _ when x.Arguments is [{ } only] && only.Size == x.Size => only,
        Operation.Slice(var start, var length) => Slice(x, start, length),
        Operation.Pad(var start, var size) => Pad(x, start, size),
        Operation.Concatenate => Concatenate(x),
        _ => x,
    };

    private static Expression Slice(Expression x, int start, int length)
    {
        var whole = x.Arguments[0];
        return whole.Operation switch
        {
            Operation.Constant(var values) => Constant(values.AsSpan().Slice(start, length)),
            Operation.Broadcast => whole.Arguments[0].Fit(length),
            Operation.Slice(var outer, _) =>
                Expression.Of(new Operation.Slice(outer + start, length), whole.Arguments[0]),
            Operation.Pad(var outer, _) => SliceOfParts(x, [(outer, whole.Arguments[0])], start, length),
            Operation.Concatenate => SliceOfParts(x, Starts(whole.Arguments), start, length),
            _ => x,
        };
    }

    /// <summary>A slice that lies in one part is a slice of it; one that meets no part is zero.</summary>
    private static Expression SliceOfParts(
        Expression x, IEnumerable<(int Start, Expression Value)> parts, int start, int length)
    {
        (int Start, Expression Value)[] met =
            [.. parts.Where(part => part.Start < start + length && start < part.Start + part.Value.Size)];
        return met switch
        {
            [] => Zero(length),
            [var (first, value)] when first <= start && start + length <= first + value.Size =>
                Expression.Of(new Operation.Slice(start - first, length), value),
            _ => x,
        };
    }

    private static Expression Pad(Expression x, int start, int size) => x.Arguments[0] switch
    {
        { Operation: Operation.Pad(var inner, _) } padded =>
            Expression.Of(new Operation.Pad(start + inner, size), padded.Arguments[0]),
        var argument when argument.Is(0) => Zero(size),
        _ => x,
    };

    private static Expression Concatenate(Expression x)
    {
        ImmutableArray<Expression> flat = [.. x.Arguments.SelectMany(Flat).Where(part => part.Size > 0)];
        var parts = flat.Aggregate(ImmutableList<Expression>.Empty, Append);
        return parts switch
        {
            [] => Zero(0),
            [var only] => only,
            _ when parts.All(part => part.Is(0)) => Zero(x.Size),
            _ when parts.Count == x.Arguments.Length => x,
            _ => Expression.Of(x.Operation, [.. parts]),
        };
    }

    private static IEnumerable<Expression> Flat(Expression part) =>
        part.Operation is Operation.Concatenate ? part.Arguments : [part];

    /// <summary>
    /// Adds a part behind the others; a slice that goes on where the last one ended is one with it.
    /// </summary>
    private static ImmutableList<Expression> Append(ImmutableList<Expression> parts, Expression part) =>
        parts.Count > 0 && Joined(parts[^1], part) is { } joined
            ? parts.SetItem(parts.Count - 1, joined)
            : parts.Add(part);

    private static Expression? Joined(Expression first, Expression second) => (first.Operation, second.Operation) switch
    {
        (Operation.Slice(var start, var length), Operation.Slice(var next, var more))
            when ReferenceEquals(first.Arguments[0], second.Arguments[0]) && start + length == next =>
            Expression.Of(new Operation.Slice(start, length + more), first.Arguments[0]),
        (Operation.Constant(var values), Operation.Constant(var others)) => Constant([.. values, .. others]),
        _ => null,
    };

    private static IEnumerable<(int Start, Expression Value)> Starts(ImmutableArray<Expression> parts)
    {
        var start = 0;
        foreach (var part in parts)
        {
            yield return (start, part);
            start += part.Size;
        }
    }
}
