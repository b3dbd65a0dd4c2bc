using System.Numerics;
using System.Runtime.CompilerServices;
using NeuralOde.Numerics.Vectors;

namespace NeuralOde.Numerics.Products;

/// <summary>sums += Σ over lanes of x·yᵀ, with x in panels: the lanes of y are broadcast where they stand.</summary>
/// <param name="x">The lanes of all runs.</param>
/// <param name="y">The first run.</param>
/// <param name="runs">How the runs of y stand.</param>
/// <param name="sums">What is added to.</param>
internal readonly ref struct LaneOuterSumKernel<T>(
    Panels<T> x, Operand<T> y, LaneRuns runs, Panels<T> sums) : IKernel<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Panels<T> _x = x;
    private readonly Operand<T> _y = y;
    private readonly Panels<T> _sums = sums;

    public void Run<TVector>(int begin, int end)
        where TVector : struct, IVector<TVector, T>
    {
        if (_y.IsShared) Run<InSteps, TVector>(0);
        else Run<InLanes, TVector>(1);
    }

    private void Run<TFactors, TVector>(nint step)
        where TFactors : struct, IFactors
        where TVector : struct, IVector<TVector, T>
    {
        var all = _x.LengthOfRow / Panels<T>.Width;
        for (var (panel, count) = (0, 0); panel < all; panel += count)
        {
            count = Panels<T>.Together<TVector>(all - panel, all);
            var product = new RowProduct<T>(
                new(ref Unsafe.AsRef(in _y.Origin), step, _y.Stride),
                _x.Vectors<TVector>(0, panel),
                _sums.Vectors<TVector>(0, panel))
            { Rows = _sums.Rows, Count = runs.Lanes, Runs = runs.Count, RunsApart = runs.Apart };
            product.Run<TFactors, FromSums, TVector>(count * Panels<T>.Width / TVector.Count);
        }
    }
}
