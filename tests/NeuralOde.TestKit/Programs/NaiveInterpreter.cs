using NeuralOde.Core.Programs;
using NeuralOde.Core.Values;

namespace NeuralOde.TestKit.Programs;

/// <summary>
/// Evaluates a program for one lane in plain double arithmetic: what every plan is compared with.
/// </summary>
public static class NaiveInterpreter
{
    /// <summary>The outputs for these inputs, in order.</summary>
    public static double[][] Run(Program program, params IReadOnlyList<double[]> inputs)
    {
        var values = new List<double[]>();
        foreach (var node in program.Nodes)
        {
            values.Add(node.Operation is Operation.Input(var index)
                ? inputs[index]
                : Evaluate(node, [.. node.Arguments.Select(argument => values[argument])]));
        }

        return [.. program.Outputs.Select(output => values[output.Node])];
    }

    private static double[] Evaluate(Node node, double[][] x) => node.Operation switch
    {
        Operation.Constant(var values) => [.. values],
        Operation.Unary(var function) => Each(node, i => Unary(function, At(x[0], i))),
        Operation.Binary(var function) => Each(node, i => Binary(function, At(x[0], i), At(x[1], i))),
        Operation.Select => Each(node, i => At(x[0], i) != 0 ? At(x[1], i) : At(x[2], i)),
        Operation.MatrixVector(_, var columns) => Each(
            node, r => Dot(x[0].AsSpan(r * columns, columns), x[1], x.Length > 2 ? x[2][r] : 0)),
        Operation.TransposedMatrixVector(var rows, var columns) => Each(
            node, c => Dot([.. Enumerable.Range(0, rows).Select(r => x[0][r * columns + c])], x[1], 0)),
        Operation.Outer => [.. from a in x[0] from b in x[1] select a * b],
        Operation.Sum => [x[0].Aggregate(0.0, (sum, value) => sum + value)],
        Operation.Dot => [Dot(x[0], x[1], 0)],
        Operation.Broadcast => Each(node, _ => x[0][0]),
        Operation.Slice(var start, var length) => x[0][start..(start + length)],
        Operation.Pad(var start, _) => Each(
            node, i => i >= start && i < start + x[0].Length ? x[0][i - start] : 0),
        Operation.Concatenate => [.. x.SelectMany(part => part)],
        _ => NaiveWindows.Of(node.Operation, x),
    };

    private static double[] Each(Node node, Func<int, double> feature) =>
        [.. Enumerable.Range(0, node.Size).Select(feature)];

    private static double At(double[] x, int i) => x.Length == 1 ? x[0] : x[i];

    private static double Dot(ReadOnlySpan<double> x, ReadOnlySpan<double> y, double start)
    {
        var sum = start;
        for (var i = 0; i < x.Length; i++) sum = Math.FusedMultiplyAdd(x[i], y[i], sum);
        return sum;
    }

    private static double Unary(UnaryFunction function, double x) => function switch
    {
        UnaryFunction.Negate => -x,
        UnaryFunction.Abs => Math.Abs(x),
        UnaryFunction.Sign => Math.Sign(x),
        UnaryFunction.Floor => Math.Floor(x),
        UnaryFunction.Sqrt => Math.Sqrt(x),
        UnaryFunction.Exp => Math.Exp(x),
        UnaryFunction.Expm1 => double.ExpM1(x),
        UnaryFunction.Log => Math.Log(x),
        UnaryFunction.Log1p => double.LogP1(x),
        UnaryFunction.Sin => Math.Sin(x),
        UnaryFunction.Cos => Math.Cos(x),
        UnaryFunction.Tan => Math.Tan(x),
        UnaryFunction.Sinh => Math.Sinh(x),
        UnaryFunction.Cosh => Math.Cosh(x),
        UnaryFunction.Tanh or UnaryFunction.AccurateTanh => Math.Tanh(x),
        UnaryFunction.Sigmoid => 1 / (1 + Math.Exp(-x)),
        _ => throw Unreachable.Case(function),
    };

    private static double Binary(BinaryFunction function, double x, double y) => function switch
    {
        BinaryFunction.Add => x + y,
        BinaryFunction.Subtract => x - y,
        BinaryFunction.Multiply => x * y,
        BinaryFunction.Divide => x / y,
        BinaryFunction.Power => Math.Pow(x, y),
        BinaryFunction.Minimum => Math.Min(x, y),
        BinaryFunction.Maximum => Math.Max(x, y),
        BinaryFunction.Less => x < y ? 1 : 0,
        BinaryFunction.LessOrEqual => x <= y ? 1 : 0,
        BinaryFunction.Equal => x == y ? 1 : 0,
        _ => throw Unreachable.Case(function),
    };
}
