using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NeuralOde.Numerics.Vectors;

namespace NeuralOde.Numerics.Functions;

/// <summary>destination = f(x, y), element by element.</summary>
internal readonly ref struct BinaryKernel<TOperator, T>(
    Operand<T> x, Operand<T> y, int lanes, Span<T> destination)
    : IKernel<T>
    where TOperator : struct, IBinaryOperator
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Operand<T> _x = x;
    private readonly Operand<T> _y = y;
    private readonly Span<T> _destination = destination;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<TVector>(int begin, int end)
        where TVector : struct, IVector<TVector, T>
    {
        ref var to = ref MemoryMarshal.GetReference(_destination);
        for (var (feature, row) = (0, 0); row < _destination.Length; feature++, row += lanes)
        {
            for (var i = begin; i < end; i += TVector.Count)
            {
                var value = TOperator.Of<TVector, T>(
                    _x.Load<TVector>(feature, i), _y.Load<TVector>(feature, i));
                TVector.Store(value, ref to, row + i);
            }
        }
    }
}
