using System.Globalization;
using NeuralOde.Actors.Running;
using NeuralOde.Core.Training;
using NeuralOde.Core.Values;

namespace NeuralOde.Runtime.Experiments;

/// <summary>The applied parts of minibatches as a text, such as <c>12 5/0;13 2/4 3/6</c>: the minibatch, and the level
/// and index of each node.</summary>
internal static class AppliedText
{
    private const char BetweenParts = ';';
    private const char BetweenNodes = ' ';
    private const char InNode = '/';

    /// <summary>The text; empty where there is no part.</summary>
    public static string Of(ValueArray<AppliedPart> parts) => string.Join(BetweenParts, parts.Select(part =>
        string.Join(BetweenNodes, part.Nodes.Select(TextOf).Prepend($"{part.Minibatch}"))));

    /// <summary>The parts of a text.</summary>
    /// <exception cref="FormatException">It is no such text.</exception>
    public static ValueArray<AppliedPart> Read(string text) =>
    [
        .. from part in text.Split(BetweenParts, StringSplitOptions.RemoveEmptyEntries)
           let words = part.Split(BetweenNodes)
           select new AppliedPart(new(Number(words[0])), [.. words.Skip(1).Select(NodeOf)]),
    ];

    private static string TextOf(TreeNode node) => string.Create(
        CultureInfo.InvariantCulture, $"{node.Level}{InNode}{node.Index}");

    private static TreeNode NodeOf(string text) => text.Split(InNode) is [var level, var index]
        ? new((int)Number(level), (int)Number(index))
        : throw new FormatException($"\"{text}\" is no node of a sum tree: LEVEL/INDEX was expected.");

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
