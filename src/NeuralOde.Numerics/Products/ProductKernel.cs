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
        for (var row = 0; row < _matrix.Rows; row++)
        {
            for (var lane = begin; lane < end; lane += TVector.Count)
            {
                var sum = _matrix.Bias.IsEmpty ? TVector.Create(0.0) : _matrix.Bias.Load<TVector>(row, lane);
                var entry = row * _matrix.RowStride;
                for (var column = 0; column < _matrix.Columns; column++, entry += _matrix.ColumnStride)
                {
                    var factor = _matrix.Entries.Load<TVector>(entry, lane);
                    sum = TVector.FusedMultiplyAdd(factor, _x.Load<TVector>(column, lane), sum);
                }

                TVector.Store(sum, ref to, row * lanes + lane);
            }
        }
    }
}
