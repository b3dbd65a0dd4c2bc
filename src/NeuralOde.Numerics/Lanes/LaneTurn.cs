using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using NeuralOde.Numerics.Products;
using NeuralOde.Numerics.Vectors;

namespace NeuralOde.Numerics.Lanes;

/// <summary>A copy that makes columns of rows: rows of features become lanes, and lanes such rows.</summary>
public static class LaneTurn
{
    /// <summary>Writes the columns of a matrix as rows.</summary>
    /// <param name="source">The matrix; shape [rows, columns], its rows apart by the stride of the source.</param>
    /// <param name="size">The size of the matrix, and how far rows stand apart.</param>
    /// <param name="destination">
    /// Receives its columns; shape [columns, rows], its rows apart by the stride of the destination; must not
    /// overlap the source. What stands between rows is left as it is.
    /// </param>
    /// <exception cref="ArgumentException">A matrix does not fit where it stands.</exception>
    public static void Into<T>(ReadOnlySpan<T> source, TurnSize size, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        size.Check(source.Length, destination.Length);
        if (size is { Columns: 1, SourceStride: 1 } or { Rows: 1, DestinationStride: 1 })
        {
            source[..(size.Rows * size.Columns)].CopyTo(destination);
            return;
        }

        Widest.Run<Kernel<T>, T>(new(source, size, destination), size.Columns);
    }

    internal readonly ref struct Kernel<T>(ReadOnlySpan<T> source, TurnSize size, Span<T> destination) : IKernel<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly ReadOnlySpan<T> _source = source;
        private readonly Span<T> _destination = destination;

        public void Run<TVector>(int begin, int end)
            where TVector : struct, IVector<TVector, T>
        {
            var row = Squares<TVector>(0, begin, end);
            if (TVector.Count > Vector128<T>.Count) row = Squares<Wide128<T>>(row, begin, end);
            _ = Squares<Wide1<T>>(row, begin, end);
        }

        /// <summary>Turns some columns of whole squares of rows.</summary>
        /// <returns>The row behind them.</returns>
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private int Squares<TVector>(int row, int begin, int end)
            where TVector : struct, IVector<TVector, T>
        {
            var (sourceStride, stride) = ((nint)size.SourceStride, (nint)size.DestinationStride);
            for (; row + TVector.Count <= size.Rows; row += TVector.Count)
            {
                ref var from = ref Unsafe.Add(ref MemoryMarshal.GetReference(_source), row * sourceStride);
                ref var to = ref Unsafe.Add(ref MemoryMarshal.GetReference(_destination), row);
                for (nint column = begin; column < end; column += TVector.Count)
                {
                    Square.Turn<TVector, T>(
                        ref Unsafe.Add(ref from, column),
                        sourceStride,
                        ref Unsafe.Add(ref to, column * stride),
                        stride);
                }
            }

            return row;
        }
    }
}
