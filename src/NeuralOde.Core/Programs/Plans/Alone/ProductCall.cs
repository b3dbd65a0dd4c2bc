using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NeuralOde.Numerics;
using NeuralOde.Numerics.Products;
using NeuralOde.Numerics.Vectors;

namespace NeuralOde.Core.Programs.Plans.Alone;

/// <summary>
/// To = Bias + W·X by the panels of W: their columns are vectors, and the features of X are broadcast.
/// </summary>
internal sealed class ProductCall<TVector, T>(PanelPlace w, Place x, Place to) : Call<T>
    where TVector : struct, IVector<TVector, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly int _panels = (w.Features + Panels<T>.Width - 1) / Panels<T>.Width;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Run(Span<T> memory, int rows)
    {
        ref var origin = ref MemoryMarshal.GetReference(memory);
        var factors = new Course<T>(ref Unsafe.Add(ref origin, x.Start), x.Stride, 0);
        var matrix = new Panels<T>(memory[w.Start..], w.Features, w.Rows);
        for (var (panel, count) = (0, 0); panel < _panels; panel += count)
        {
            count = Panels<T>.Together<TVector>(_panels - panel, 4);
            var sums = new Course<T>(ref Unsafe.Add(ref origin, to.Start + panel * Panels<T>.Width), 0, 0);
            Strips.Across<OneRow, FromFirstVectors, TVector, T>(
                new(factors, matrix.Vectors<TVector>(1, panel), sums, w.Rows - 1),
                count * Panels<T>.Width / TVector.Count);
        }
    }
}
