using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NeuralOde.Numerics.Vectors;

namespace NeuralOde.Numerics.Functions;

/// <summary>destination = f(x), element by element.</summary>
internal readonly ref struct UnaryKernel<TOperator, T>(ReadOnlySpan<T> x, Span<T> destination) : IKernel<T>
    where TOperator : struct, IUnaryOperator
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ReadOnlySpan<T> _x = x;
    private readonly Span<T> _destination = destination;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<TVector>(int begin, int end)
        where TVector : struct, IVector<TVector, T>
    {
        ref readonly var from = ref MemoryMarshal.GetReference(_x);
        ref var to = ref MemoryMarshal.GetReference(_destination);
        for (var i = begin; i < end; i += TVector.Count)
        {
            TVector.Store(TOperator.Of<TVector, T>(TVector.Load(in from, i)), ref to, i);
        }
    }
}
