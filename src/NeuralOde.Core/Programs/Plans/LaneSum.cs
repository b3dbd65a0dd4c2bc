using NeuralOde.Numerics;

namespace NeuralOde.Core.Programs.Plans;

/// <summary>
/// A part of an output that is summed over lanes: Σ X·Yᵀ, or Σ Y if X is −1, added at Start of the output.
/// </summary>
internal readonly record struct LaneSum(int Output, int Start, int X, int Y)
{
    /// <summary>The convolution whose weights X and Y are summed for; none for a matrix.</summary>
    public ConvolutionSize? Convolution { get; init; }

    /// <summary>The turn in which it can be computed: after that of the nodes, which are even.</summary>
    public int Turn => 2 * Math.Max(X, Y) + 1;

    /// <summary>
    /// The parts of all such outputs. Sums of parts, parts among zeros and parts one behind the other are
    /// added straight into their places, and outer products are summed as they are made.
    /// </summary>
    public static IReadOnlyList<LaneSum> Of(Program program)
    {
        var uses = new int[program.Nodes.Count];
        foreach (var argument in program.Nodes.SelectMany(node => node.Arguments)) uses[argument]++;
        return
        [
            .. program.Outputs
                .SelectMany((output, index) => output.SummedOverLanes ? Parts(index, output.Node, 0) : [])
                .Order(Comparer<LaneSum>.Create((first, second) => first.Turn.CompareTo(second.Turn))),
        ];

        IEnumerable<LaneSum> Parts(int output, int index, int start)
        {
            var node = program.Nodes[index];
            return node.Operation switch
            {
                Operation.Binary(BinaryFunction.Add) when uses[index] <= 1 && AreWhole(node) =>
                    node.Arguments.SelectMany(argument => Parts(output, argument, start)),
                Operation.Pad(var offset, _) => Parts(output, node.Arguments[0], start + offset),
                Operation.Concatenate => node.Arguments.SelectMany((argument, place) => Parts(
                    output, argument, start + node.Arguments.Take(place).Sum(
                        before => program.Nodes[before].Size))),
                Operation.Outer => [new(output, start, node.Arguments[0], node.Arguments[1])],
                Operation.ConvolutionOuter(var size) =>
                    [new(output, start, node.Arguments[0], node.Arguments[1]) { Convolution = size }],
                _ => [new(output, start, -1, index)],
            };
        }

        bool AreWhole(Node node) => node.Arguments.All(argument => program.Nodes[argument].Size == node.Size);
    }
}
