using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NeuralOde.Numerics.Functions;
using NeuralOde.Numerics.Vectors;

namespace NeuralOde.Core.Programs.Plans.Alone;

/// <summary>To = f(X, Y), feature by feature; an argument of one feature serves for all.</summary>
internal sealed class BinaryCall<TOperator, TVector, T>(Step.Binary step) : Call<T>
    where TOperator : struct, IBinaryOperator
    where TVector : struct, IVector<TVector, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly (int X, int Y, int To) _at = (step.X.Start, step.Y.Start, step.To.Start);
    private readonly bool _isXOne = step.X.Stride == 0;
    private readonly bool _isYOne = step.Y.Stride == 0;
    private readonly int _features = step.To.Features;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Run(Span<T> memory, int rows)
    {
        ref var x = ref Unsafe.Add(ref MemoryMarshal.GetReference(memory), _at.X);
        ref var y = ref Unsafe.Add(ref MemoryMarshal.GetReference(memory), _at.Y);
        ref var to = ref Unsafe.Add(ref MemoryMarshal.GetReference(memory), _at.To);
        for (var i = 0; i < _features; i += TVector.Count)
        {
            var left = _isXOne ? TVector.Create(x) : TVector.Load(in x, i);
            var right = _isYOne ? TVector.Create(y) : TVector.Load(in y, i);
            TVector.Store(TOperator.Of<TVector, T>(left, right), ref to, i);
        }
    }
}
