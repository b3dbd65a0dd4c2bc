using System.Numerics;
using NeuralOde.Core.Programs;
using NeuralOde.Core.Values;
using NeuralOde.Numerics;
using NeuralOde.TestKit.Programs;

namespace NeuralOde.Core.Tests.Programs.Plans;

/// <summary>Evaluates a program in one lane, operation by operation: the reference of the plans.</summary>
internal static class Naive
{
    /// <summary>The features of every node, from those of the inputs.</summary>
    public static T[][] Run<T>(Program program, IReadOnlyList<T[]> inputs)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var values = new T[program.Nodes.Count][];
        for (var i = 0; i < values.Length; i++)
        {
            var arguments = program.Nodes[i].Arguments.Select(argument => values[argument]).ToArray();
            values[i] = program.Nodes[i].Operation is Operation.Input(var index)
                ? inputs[index]
                : Of(program.Nodes[i], arguments);
        }

        return values;
    }

    private static T[] Of<T>(Node node, T[][] from)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => node.Operation switch
        {
            Operation.Constant(var values) => [.. values.Select(T.CreateChecked)],
            Operation.Unary(var function) => Each(node.Size, i => Of(function, At(from[0], i))),
            Operation.Binary(var function) =>
                Each(node.Size, i => Of(function, At(from[0], i), At(from[1], i))),
            Operation.Select =>
                Each(node.Size, i => At(from[0], i) != T.Zero ? At(from[1], i) : At(from[2], i)),
            Operation.MatrixVector(var rows, var columns) => Each(rows, i => NaiveSum.Of(
                (rows, columns), from.Length > 2
                    ? At(from[2], i)
                    : T.Zero, j => (from[0][i * columns + j], from[1][j]))),
            Operation.TransposedMatrixVector(var rows, var columns) => Each(columns, i => NaiveSum.Of(
                (columns, rows), T.Zero, j => (from[0][j * columns + i], from[1][j]))),
            Operation.Outer =>
                Each(node.Size, i => from[0][i / from[1].Length] * from[1][i % from[1].Length]),
            Operation.Sum => [NaiveSum.Of((1, from[0].Length), T.Zero, i => (T.One, from[0][i]))],
            Operation.Dot => [NaiveSum.Of((1, from[0].Length), T.Zero, i => (from[0][i], from[1][i]))],
            Operation.Broadcast(var size) => Each(size, _ => from[0][0]),
            Operation.Slice(var start, var length) => from[0][start..(start + length)],
            Operation.Pad(var start, var size) => Each(
                size, i => i >= start && i < start + from[0].Length ? from[0][i - start] : T.Zero),
            Operation.Concatenate => [.. from.SelectMany(part => part)],
            _ => NaiveWindows.Of(node.Operation, from),
        };

    private static T[] Each<T>(int size, Func<int, T> feature) =>
        [.. Enumerable.Range(0, size).Select(feature)];

    private static T At<T>(T[] values, int feature) => values[values.Length == 1 ? 0 : feature];

    private static T Of<T>(UnaryFunction function, T x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => function switch
        {
            UnaryFunction.Negate => Elementwise.Negate(x),
            UnaryFunction.Abs => Elementwise.Abs(x),
            UnaryFunction.Sign => Elementwise.Sign(x),
            UnaryFunction.Floor => Elementwise.Floor(x),
            UnaryFunction.Sqrt => Elementwise.Sqrt(x),
            UnaryFunction.Exp => Elementwise.Exp(x),
            UnaryFunction.Expm1 => Elementwise.Expm1(x),
            UnaryFunction.Log => Elementwise.Log(x),
            UnaryFunction.Log1p => Elementwise.Log1p(x),
            UnaryFunction.Sin => Elementwise.Sin(x),
            UnaryFunction.Cos => Elementwise.Cos(x),
            UnaryFunction.Tan => Elementwise.Tan(x),
            UnaryFunction.Sinh => Elementwise.Sinh(x),
            UnaryFunction.Cosh => Elementwise.Cosh(x),
            UnaryFunction.Tanh => Elementwise.Tanh(x),
            UnaryFunction.AccurateTanh => Elementwise.AccurateTanh(x),
            UnaryFunction.Sigmoid => Elementwise.Sigmoid(x),
            _ => throw Unreachable.Case(function),
        };

    private static T Of<T>(BinaryFunction function, T x, T y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => function switch
        {
            BinaryFunction.Add => Elementwise.Add(x, y),
            BinaryFunction.Subtract => Elementwise.Subtract(x, y),
            BinaryFunction.Multiply => Elementwise.Multiply(x, y),
            BinaryFunction.Divide => Elementwise.Divide(x, y),
            BinaryFunction.Power => Elementwise.Power(x, y),
            BinaryFunction.Minimum => Elementwise.Minimum(x, y),
            BinaryFunction.Maximum => Elementwise.Maximum(x, y),
            BinaryFunction.Less => Elementwise.Less(x, y),
            BinaryFunction.LessOrEqual => Elementwise.LessOrEqual(x, y),
            BinaryFunction.Equal => Elementwise.Equal(x, y),
            _ => throw Unreachable.Case(function),
        };
}
