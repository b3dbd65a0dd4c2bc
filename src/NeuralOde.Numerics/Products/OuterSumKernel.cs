using System.Numerics;
using NeuralOde.Numerics.Vectors;

namespace NeuralOde.Numerics.Products;

/// <summary>sums += Σ over rows of x·yᵀ, with x and y in panels.</summary>
internal readonly ref struct OuterSumKernel<T>(Panels<T> x, Panels<T> y, int rows, Span<T> sums) : IKernel<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Panels<T> _x = x;
    private readonly Panels<T> _y = y;
    private readonly Span<T> _sums = sums;

    public void Run<TVector>(int begin, int end)
        where TVector : struct, IVector<TVector, T>
    {
        if (_sums.IsEmpty) return;
        // The panels of y stay in the nearest cache while those of x pass by.
        var whole = _y.Features / Panels<T>.Width;
        for (var (panel, count) = (0, 0); panel < whole; panel += count)
        {
            count = Panels<T>.Together<TVector>(whole - panel, whole);
            var product = new RowProduct<T>(
                _x.Factors(0),
                _y.Vectors<TVector>(0, panel),
                new(ref _sums[panel * Panels<T>.Width], _y.Features, TVector.Count))
            { Rows = _x.Features, Count = rows };
            product.Run<InPanels, FromSums, TVector>(count * Panels<T>.Width / TVector.Count);
        }

        if (whole * Panels<T>.Width < _y.Features) Rest<TVector>(whole);
    }

    /// <summary>
    /// The last columns, that fill no panel, the other way round: as rows of sums, with vectors of x.
    /// </summary>
    private void Rest<TVector>(int panel)
        where TVector : struct, IVector<TVector, T>
    {
        const int Most = 4;
        var (width, first) = (Panels<T>.Width, panel * Panels<T>.Width);
        var columns = _y.Features - first;
        Span<T> turned = stackalloc T[columns * Most * width];
        for (var (from, count) = (0, 0); from * width < _x.Features; from += count)
        {
            count = Panels<T>.Together<TVector>((_x.Features + width - 1) / width - from, Most);
            var (begin, end) = (from * width, Math.Min(_x.Features, (from + count) * width));
            for (var i = begin; i < end; i++)
            {
                for (var j = 0; j < columns; j++)
                {
                    turned[j * Most * width + i - begin] = _sums[i * _y.Features + first + j];
                }
            }

            var product = new RowProduct<T>(
                _y.From(panel).Factors(0),
                _x.Vectors<TVector>(0, from),
                new(ref turned[0], Most * width, TVector.Count))
            { Rows = columns, Count = rows };
            product.Run<InPanels, FromSums, TVector>(count * width / TVector.Count);
            for (var i = begin; i < end; i++)
            {
                for (var j = 0; j < columns; j++)
                {
                    _sums[i * _y.Features + first + j] = turned[j * Most * width + i - begin];
                }
            }
        }
    }
}
