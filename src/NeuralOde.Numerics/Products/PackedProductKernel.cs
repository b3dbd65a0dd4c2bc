using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NeuralOde.Numerics.Vectors;

namespace NeuralOde.Numerics.Products;

/// <summary>destination = start + W·x in lanes, with W in panels: its entries are broadcast.</summary>
internal readonly ref struct PackedProductKernel<TStart, T>(
    Panels<T> matrix, Operand<T> x, int lanes, Span<T> destination)
    : IKernel<T>
    where TStart : struct, IStart
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Panels<T> _matrix = matrix;
    private readonly Operand<T> _x = x;
    private readonly Span<T> _destination = destination;

    public void Run<TVector>(int begin, int end)
        where TVector : struct, IVector<TVector, T>
    {
        var order = SumOrder.Of(_matrix.Features, _matrix.Rows - 1);
        ref var to = ref MemoryMarshal.GetReference(_destination);
        Sum<TStart, TVector>(
            (0, order.First), (begin, end), new(ref Unsafe.Add(ref to, begin), lanes, TVector.Count));
        if (order.Others > 0) AddParts<TVector>(order, begin, end);
    }

    /// <summary>Adds the parts behind the first ones, for a few vectors at a time.</summary>
    private void AddParts<TVector>(SumOrder order, int begin, int end)
        where TVector : struct, IVector<TVector, T>
    {
        var width = 4 * TVector.Count;
        Span<T> parts = stackalloc T[_matrix.Features * width];
        for (var lane = begin; lane < end; lane += width)
        {
            var next = Math.Min(lane + width, end);
            for (var column = order.First; column < _matrix.Rows - 1; column += order.Others)
            {
                parts.Clear();
                Sum<FromSums, TVector>(
                    (column, order.Others), (lane, next), new(ref parts[0], width, TVector.Count));
                for (var row = 0; row < _matrix.Features; row++)
                {
                    Add<TVector>(parts.Slice(row * width, next - lane), ref _destination[row * lanes + lane]);
                }
            }
        }
    }

    /// <summary>The sums of some columns, in some lanes.</summary>
    private void Sum<TFrom, TVector>((int First, int Count) columns, (int Begin, int End) some, Course<T> sums)
        where TFrom : struct, IStart
        where TVector : struct, IVector<TVector, T>
    {
        ref var from = ref Unsafe.Add(ref Unsafe.AsRef(in _x.Origin), columns.First * _x.Stride + some.Begin);
        var product = new RowProduct<T>(
            _matrix.Factors(1 + columns.First), new(ref from, _x.Stride, TVector.Count), sums)
        { Rows = _matrix.Features, Count = columns.Count };
        product.Run<InPanels, TFrom, TVector>((some.End - some.Begin) / TVector.Count);
    }

    private static void Add<TVector>(ReadOnlySpan<T> part, ref T to)
        where TVector : struct, IVector<TVector, T>
    {
        ref readonly var from = ref MemoryMarshal.GetReference(part);
        for (var i = 0; i < part.Length; i += TVector.Count)
        {
            TVector.Store(TVector.Load(in to, i) + TVector.Load(in from, i), ref to, i);
        }
    }
}
