using System.Numerics;
using NeuralOde.Numerics.Vectors;

namespace NeuralOde.Numerics.Products;

/// <summary>sums += Σ over rows of x, with x in panels: the product of a row of ones with x.</summary>
internal readonly ref struct RowSumKernel<T>(Panels<T> x, int rows, Span<T> sums) : IKernel<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Panels<T> _x = x;
    private readonly Span<T> _sums = sums;

    public void Run<TVector>(int begin, int end)
        where TVector : struct, IVector<TVector, T>
    {
        var width = Panels<T>.Width;
        var whole = _sums.Length / width;
        for (var (panel, count) = (0, 0); panel < whole; panel += count)
        {
            count = Panels<T>.Together<TVector>(whole - panel, 4);
            Sum<TVector>(panel, count, ref _sums[panel * width]);
        }

        var rest = _sums[(whole * width)..];
        if (rest.IsEmpty) return;
        Span<T> last = stackalloc T[width];
        rest.CopyTo(last);
        Sum<TVector>(whole, 1, ref last[0]);
        last[..rest.Length].CopyTo(rest);
    }

    private void Sum<TVector>(int panel, int count, ref T to)
        where TVector : struct, IVector<TVector, T>
    {
        var one = T.One;
        var product = new RowProduct<T>(
            new(ref one, 0, 0), _x.Vectors<TVector>(0, panel), new(ref to, 0, TVector.Count))
        { Rows = 1, Count = rows };
        product.Run<InSteps, FromSums, TVector>(count * Panels<T>.Width / TVector.Count);
    }
}
