using System.Numerics;
using System.Runtime.CompilerServices;
using NeuralOde.Numerics.Vectors;

namespace NeuralOde.Numerics.Products;

/// <summary>
/// destination = bias + W·x in one lane, with W in panels: its columns are vectors, and x is broadcast. Each vector of
/// sums is a chain of multiply-adds, so several are summed at a time.
/// </summary>
internal readonly ref struct RowProductKernel<T>(Panels<T> matrix, Operand<T> x, Span<T> destination) : IKernel<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Panels<T> _matrix = matrix;
    private readonly Operand<T> _x = x;
    private readonly Span<T> _destination = destination;

    public void Run<TVector>(int begin, int end)
        where TVector : struct, IVector<TVector, T>
    {
        var whole = _destination.Length / Panels<T>.Width;
        for (var (panel, count) = (0, 0); panel < whole; panel += count)
        {
            count = Panels<T>.Together<TVector>(whole - panel, 4);
            Sum<TVector>(panel, count, ref _destination[panel * Panels<T>.Width]);
        }

        var rest = _destination[(whole * Panels<T>.Width)..];
        if (rest.IsEmpty) return;
        Span<T> last = stackalloc T[Panels<T>.Width];
        Sum<TVector>(whole, 1, ref last[0]);
        last[..rest.Length].CopyTo(rest);
    }

    private void Sum<TVector>(int panel, int count, ref T to)
        where TVector : struct, IVector<TVector, T>
    {
        var product = new RowProduct<T>(
            new(ref Unsafe.AsRef(in _x.Origin), _x.Stride, 0),
            _matrix.Vectors<TVector>(1, panel),
            new(ref to, 0, TVector.Count))
        { Rows = 1, Count = _matrix.Rows - 1 };
        product.Run<InSteps, FromFirstVectors, TVector>(count * Panels<T>.Width / TVector.Count);
    }
}
