using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NeuralOde.Numerics.Functions;
using NeuralOde.Numerics.Vectors;

namespace NeuralOde.Core.Programs.Plans.Alone;

/// <summary>To = f(X), feature by feature.</summary>
internal sealed class UnaryCall<TOperator, TVector, T>(Step.Unary step) : Call<T>
    where TOperator : struct, IUnaryOperator
    where TVector : struct, IVector<TVector, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly (int X, int To, int Features) _at = (step.X.Start, step.To.Start, step.To.Features);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Run(Span<T> memory, int rows)
    {
        ref var x = ref Unsafe.Add(ref MemoryMarshal.GetReference(memory), _at.X);
        ref var to = ref Unsafe.Add(ref MemoryMarshal.GetReference(memory), _at.To);
        for (var i = 0; i < _at.Features; i += TVector.Count)
        {
            TVector.Store(TOperator.Of<TVector, T>(TVector.Load(in x, i)), ref to, i);
        }
    }
}
