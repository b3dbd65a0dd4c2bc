using System.Numerics;
using System.Runtime.CompilerServices;
using NeuralOde.Core.Values;
using NeuralOde.Numerics;

namespace NeuralOde.Core.Programs.Plans;

/// <summary>Carries out the operations of a program one by one.</summary>
internal static class Interpreter<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static void Evaluate(PlanMemory<T> memory, int index)
    {
        var node = memory.Layout.Program.Nodes[index];
        var to = memory.Node(index);
        var lanes = memory.Layout.IsShared(index) ? 1 : memory.Layout.Lanes;
        switch (node.Operation)
        {
            case Operation.Input or Operation.Constant:
                break;
            case Operation.Unary(var function):
                var only = Read(0);
                for (var i = 0; i < node.Size; i++)
                {
                    for (var l = 0; l < lanes; l++) to[i * lanes + l] = Of(function, only[i, l]);
                }

                break;
            case Operation.Binary(var function):
                var left = Read(0);
                var right = Read(1);
                for (var i = 0; i < node.Size; i++)
                {
                    for (var l = 0; l < lanes; l++) to[i * lanes + l] = Of(function, left[i, l], right[i, l]);
                }

                break;
            case Operation.Select:
                var condition = Read(0);
                var then = Read(1);
                var otherwise = Read(2);
                for (var i = 0; i < node.Size; i++)
                {
                    for (var l = 0; l < lanes; l++)
                    {
                        to[i * lanes + l] = condition[i, l] != T.Zero ? then[i, l] : otherwise[i, l];
                    }
                }

                break;
            case Operation.MatrixVector(var rows, var columns):
                Product(Read(0), Read(1), node.Arguments.Count > 2 ? Read(2) : default, to, (rows, columns, columns, 1), lanes);
                break;
            case Operation.TransposedMatrixVector(var rows, var columns):
                Product(Read(0), Read(1), default, to, (columns, rows, 1, columns), lanes);
                break;
            case Operation.Outer:
                var x = Read(0);
                var y = Read(1);
                var width = memory.Layout.Program.Nodes[node.Arguments[1]].Size;
                for (var i = 0; i < node.Size; i++)
                {
                    for (var l = 0; l < lanes; l++) to[i * lanes + l] = x[i / width, l] * y[i % width, l];
                }

                break;
            case Operation.Sum:
                var terms = Read(0);
                var count = memory.Layout.Program.Nodes[node.Arguments[0]].Size;
                for (var l = 0; l < lanes; l++)
                {
                    var sum = T.Zero;
                    for (var i = 0; i < count; i++) sum += terms[i, l];
                    to[l] = sum;
                }

                break;
            case Operation.Dot:
                var length = memory.Layout.Program.Nodes[node.Arguments[0]].Size;
                Product(Read(0), Read(1), default, to, (1, length, length, 1), lanes);
                break;
            case Operation.Broadcast(var size):
                Copy(Read(0), 0, to, size, lanes);
                break;
            case Operation.Slice(var start, var sliced):
                Copy(Read(0), start, to, sliced, lanes);
                break;
            case Operation.Pad(var start, _):
                var padded = memory.Layout.Program.Nodes[node.Arguments[0]].Size;
                to.Clear();
                Copy(Read(0), 0, to[(start * lanes)..], padded, lanes);
                break;
            case Operation.Concatenate:
                var at = 0;
                for (var a = 0; a < node.Arguments.Count; a++)
                {
                    var part = memory.Layout.Program.Nodes[node.Arguments[a]].Size;
                    Copy(Read(a), 0, to[(at * lanes)..], part, lanes);
                    at += part;
                }

                break;
            default:
                throw Unreachable.Case(node.Operation);
        }

        Operand Read(int argument)
        {
            var from = node.Arguments[argument];
            var size = memory.Layout.Program.Nodes[from].Size;
            return memory.Layout.IsShared(from)
                ? new(memory.Node(from), size == 1 ? 0 : 1, 0)
                : new(memory.Node(from), size == 1 ? 0 : lanes, 1);
        }
    }

    /// <summary>Adds the sum over lanes of each feature to its accumulator, in the canonical order.</summary>
    public static void AddSums(ReadOnlySpan<T> values, Span<T> sums)
    {
        var granule = Plan<T>.Granule;
        var lanes = values.Length / sums.Length;
        Span<T> partial = stackalloc T[granule];
        for (var i = 0; i < sums.Length; i++)
        {
            partial.Clear();
            for (var l = 0; l < lanes; l++) partial[l % granule] += values[i * lanes + l];
            for (var half = granule / 2; half > 0; half /= 2)
            {
                for (var l = 0; l < half; l++) partial[l] += partial[l + half];
            }

            sums[i] += partial[0];
        }
    }

    /// <summary>Writes a shared value into all lanes.</summary>
    public static void Spread(ReadOnlySpan<T> values, Span<T> lanes)
    {
        var count = lanes.Length / values.Length;
        for (var i = 0; i < values.Length; i++) lanes.Slice(i * count, count).Fill(values[i]);
    }

    private static void Product(
        Operand matrix, Operand vector, Operand bias, Span<T> to, (int Out, int In, int Row, int Column) shape, int lanes)
    {
        for (var i = 0; i < shape.Out; i++)
        {
            for (var l = 0; l < lanes; l++)
            {
                var sum = bias.IsEmpty ? T.Zero : bias[i, l];
                for (var j = 0; j < shape.In; j++)
                {
                    sum = T.FusedMultiplyAdd(matrix[i * shape.Row + j * shape.Column, l], vector[j, l], sum);
                }

                to[i * lanes + l] = sum;
            }
        }
    }

    private static void Copy(Operand from, int start, Span<T> to, int size, int lanes)
    {
        for (var i = 0; i < size; i++)
        {
            for (var l = 0; l < lanes; l++) to[i * lanes + l] = from[start + i, l];
        }
    }

    private static T Of(UnaryFunction function, T x) => function switch
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
        UnaryFunction.Sigmoid => Elementwise.Sigmoid(x),
        _ => throw Unreachable.Case(function),
    };

    private static T Of(BinaryFunction function, T x, T y) => function switch
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

    /// <summary>An argument; shared values and values of size 1 are repeated.</summary>
    private readonly ref struct Operand(ReadOnlySpan<T> values, int featureStride, int laneStride)
    {
        private readonly ReadOnlySpan<T> _values = values;

        public bool IsEmpty => _values.IsEmpty;

        public T this[int feature, int lane]
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            get => _values[feature * featureStride + lane * laneStride];
        }
    }
}
