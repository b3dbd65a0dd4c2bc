using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NeuralOde.Numerics.Vectors;

namespace NeuralOde.Numerics.Products;

/// <summary>sums += panels, whose rows are the columns of the sums: a square of numbers at a time.</summary>
internal readonly ref struct PanelReader<T>(Panels<T> panels, Span<T> sums) : IKernel<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Panels<T> _panels = panels;
    private readonly Span<T> _sums = sums;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<TVector>(int begin, int end)
        where TVector : struct, IVector<TVector, T>
    {
        Span<T> square = stackalloc T[TVector.Count * TVector.Count];
        ref var turned = ref MemoryMarshal.GetReference(square);
        var rows = _panels.Rows;
        for (var feature = begin; feature < end; feature += TVector.Count)
        {
            var row = 0;
            for (; row + TVector.Count <= rows; row += TVector.Count)
            {
                ref var to = ref _sums[feature * rows + row];
                Square.Turn<TVector, T>(ref _panels.At(row, feature), Panels<T>.Width, ref turned, TVector.Count);
                for (var i = 0; i < TVector.Count; i++)
                {
                    var sum = TVector.Load(in to, i * rows) + TVector.Load(in turned, i * TVector.Count);
                    TVector.Store(sum, ref to, i * rows);
                }
            }

            for (; row < rows; row++)
            {
                for (var i = feature; i < feature + TVector.Count; i++) _sums[i * rows + row] += _panels.At(row, i);
            }
        }
    }
}
