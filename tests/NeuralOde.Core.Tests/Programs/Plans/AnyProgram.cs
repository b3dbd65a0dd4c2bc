using NeuralOde.Core.Programs;
using NeuralOde.Core.Values;
using NeuralOde.Numerics;
using NeuralOde.TestKit.Programs;

namespace NeuralOde.Core.Tests.Programs.Plans;

/// <summary>Random programs of every operation, with shared inputs and inputs of each lane.</summary>
internal static class AnyProgram
{
    private static readonly int[] Sizes = [1, 2, 3, 6];

    /// <summary>The program that a seed stands for.</summary>
    public static Program From(Seed seed)
    {
        var draws = new Draws(seed);
        var inputs = Enumerable.Range(0, 5)
            .Select(i => new ProgramInput($"input {i}", i < 2 ? 3 : Sizes[draws.Below(4)], i % 2 == 1))
            .ToArray();
        var nodes = inputs.Select((input, i) => new Node(new Operation.Input(i), [], input.Size)).ToList();
        while (nodes.Count < 30) nodes.Add(Next(draws, nodes));
        ProgramOutput[] outputs =
        [
            .. Enumerable.Range(0, 3).Select(
                i => new ProgramOutput($"lanes {i}", nodes.Count - 1 - i, false)),
            .. Enumerable.Range(0, 3).Select(
                i => new ProgramOutput($"sums {i}", nodes.Count - 1 - draws.Below(9), true)),
        ];
        return new($"random {seed.Value}", [.. inputs], [.. nodes], [.. outputs]);
    }

    private static Node Next(Draws draws, List<Node> nodes)
    {
        var x = draws.Below(nodes.Count);
        var size = nodes[x].Size;
        var y = Fitting(draws, nodes, size);
        switch (draws.Below(17))
        {
            case 0:
                return new(
                    new Operation.Constant([.. Enumerable.Range(0, size).Select(_ => draws.Below(3) - 1.0)]),
                    [],
                    size);
            case 1 or 2:
                var functions = Enum.GetValues<UnaryFunction>();
                return new(new Operation.Unary(functions[draws.Below(functions.Length)]), [x], size);
            case 3 or 4 or 5:
                return new(new Operation.Binary((BinaryFunction)draws.Below(10)), [x, y], Math.Max(
                    size, nodes[y].Size));
            case 6:
                var z = Fitting(draws, nodes, Math.Max(size, nodes[y].Size));
                return new(new Operation.Select(), [x, y, z], new[] { x, y, z }.Max(i => nodes[i].Size));
            case 7:
                var w = nodes.FindIndex(node => node.Size % size == 0 && node.Size > size);
                if (w < 0) goto default;
                var rows = nodes[w].Size / size;
                var bias = nodes.FindLastIndex(node => node.Size == rows);
                return new(new Operation.MatrixVector(rows, size), bias < 0 ? [w, x] : [w, x, bias], rows);
            case 8:
                var v = nodes.FindLastIndex(node => node.Size % size == 0 && node.Size > size);
                if (v < 0) goto default;
                return new(
                    new Operation.TransposedMatrixVector(size, nodes[v].Size / size),
                    [v, x],
                    nodes[v].Size / size);
            case 9:
                var other = draws.Below(nodes.Count);
                if (size * nodes[other].Size > 64) goto default;
                return new(new Operation.Outer(), [x, other], size * nodes[other].Size);
            case 10:
                return draws.Below(2) == 0
                    ? new(new Operation.Sum(), [x], 1)
                    : new(new Operation.Dot(), [x, nodes.FindLastIndex(node => node.Size == size)], 1);
            case 11:
                var start = draws.Below(size);
                return draws.Below(2) == 0
                    ? new(new Operation.Slice(start, size - start), [x], size - start)
                    : new(new Operation.Pad(start, size + start + 1), [x], size + start + 1);
            case 12:
                return new(new Operation.Concatenate(), [x, y], size + nodes[y].Size);
            case 13:
                return Convolution(draws, nodes, x);
            case 14:
                return Transposed(draws, nodes, x);
            case 15:
                return Pool(draws, nodes, x);
            case 16:
                return Outer(draws, nodes, x);
            default:
                return size == 1 ? new(new Operation.Broadcast(3), [x], 3) : new(new Operation.Sum(), [x], 1);
        }
    }

    private static Node Convolution(Draws draws, List<Node> nodes, int x)
    {
        var size = new ConvolutionSize(AnyWindows.Over(nodes[x].Size, draws.Seed()), 1 + draws.Below(10));
        var weights = nodes.FindLastIndex(node => node.Size == size.Weights);
        var bias = nodes.FindLastIndex(node => node.Size == size.Channels);
        if (weights < 0) return Pool(draws, nodes, x);
        return new(
            new Operation.Convolution(size), bias < 0 ? [weights, x] : [weights, x, bias], size.Result.Features);
    }

    private static Node Transposed(Draws draws, List<Node> nodes, int x)
    {
        // One place: v has a feature for each channel.
        var image = new Image(1 + draws.Below(10), 1 + draws.Below(2), 1);
        var size = new ConvolutionSize(new(image, new(image.Height, 1)), nodes[x].Size);
        var weights = nodes.FindLastIndex(node => node.Size == size.Weights);
        return weights < 0
            ? Pool(draws, nodes, x)
            : new(new Operation.TransposedConvolution(size), [weights, x], image.Features);
    }

    private static Node Outer(Draws draws, List<Node> nodes, int x)
    {
        // One place, since the test compares sums over lanes with the size of each lane's own sum.
        var v = draws.Below(nodes.Count);
        var size = new ConvolutionSize(new(new(1, nodes[x].Size, 1), new(nodes[x].Size, 1)), nodes[v].Size);
        return size.Weights > 64
            ? Pool(draws, nodes, x)
            : new(new Operation.ConvolutionOuter(size), [v, x], size.Weights);
    }

    private static Node Pool(Draws draws, List<Node> nodes, int x)
    {
        var grid = AnyWindows.Over(nodes[x].Size, draws.Seed());
        var compared = nodes.FindLastIndex(node => node.Size == grid.Image.Features);
        var reduced = nodes.FindLastIndex(node => node.Size == grid.Result.Features);
        return draws.Below(4) switch
        {
            0 when reduced >= 0 => Of(WindowFunction.Spread, grid.Image, reduced),
            1 => Of(WindowFunction.Pick, grid.Result, compared, x),
            2 when reduced >= 0 => Of(WindowFunction.PutBack, grid.Image, compared, reduced),
            _ => Of(WindowFunction.Sum, grid.Result, x),
        };

        Node Of(WindowFunction function, Image result, params ReadOnlySpan<int> arguments) =>
            new(new Operation.Pool(function, grid), ValueArray.Of(arguments), result.Features);
    }

    /// <summary>A node that a function can take beside one of a given size.</summary>
    private static int Fitting(Draws draws, List<Node> nodes, int size)
    {
        var fitting = Enumerable.Range(0, nodes.Count)
            .Where(i => nodes[i].Size == size || nodes[i].Size == 1 || size == 1).ToArray();
        return fitting[draws.Below(fitting.Length)];
    }

    private sealed class Draws(Seed seed)
    {
        private ulong _next;

        public Seed Seed() => seed.Child(_next++);

        public int Below(int count) => (int)(seed.Uniform(_next++) * count);
    }
}
