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
        ref var from = ref Unsafe.AsRef(in _x.Origin);
        ref var to = ref MemoryMarshal.GetReference(_destination);
        var product = new RowProduct<T>(
            _matrix.Factors(1),
            new(ref Unsafe.Add(ref from, begin), _x.Stride, TVector.Count),
            new(ref Unsafe.Add(ref to, begin), lanes, TVector.Count))
        { Rows = _matrix.Features, Count = _matrix.Rows - 1 };
        product.Run<InPanels, TStart, TVector>((end - begin) / TVector.Count);
    }
}
