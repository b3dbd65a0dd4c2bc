using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NeuralOde.Numerics.Vectors;

namespace NeuralOde.Numerics.Products;

/// <summary>destination = bias + W·x where each operand may be shared or not.</summary>
internal readonly ref struct ProductKernel<T>(Matrix<T> matrix, Operand<T> x, int lanes, Span<T> destination)
    : IKernel<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Matrix<T> _matrix = matrix;
    private readonly Operand<T> _x = x;
    private readonly Span<T> _destination = destination;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<TVector>(int begin, int end)
        where TVector : struct, IVector<TVector, T>
    {
        ref var to = ref MemoryMarshal.GetReference(_destination);
        var order = SumOrder.Of(_matrix.Rows, _matrix.Columns);
        for (var row = 0; row < _matrix.Rows; row++)
        {
            for (var lane = begin; lane < end; lane += TVector.Count)
            {
                var sum = _matrix.Bias.IsEmpty ? TVector.Create(0.0) : _matrix.Bias.Load<TVector>(row, lane);
                Add(row, 0, order.First, lane, ref sum);
                for (var column = order.First; column < _matrix.Columns; column += order.Others)
                {
                    var part = TVector.Create(0.0);
                    Add(row, column, order.Others, lane, ref part);
                    sum += part;
                }

                TVector.Store(sum, ref to, row * lanes + lane);
            }
        }
    }

    /// <summary>Adds the products of some columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Add<TVector>(int row, int column, int count, int lane, ref TVector sum)
        where TVector : struct, IVector<TVector, T>
    {
        var entry = row * _matrix.RowStride + column * _matrix.ColumnStride;
        for (var end = column + count; column < end; column++, entry += _matrix.ColumnStride)
        {
            var factor = _matrix.Entries.Load<TVector>(entry, lane);
            sum = TVector.FusedMultiplyAdd(factor, _x.Load<TVector>(column, lane), sum);
        }
    }
}
