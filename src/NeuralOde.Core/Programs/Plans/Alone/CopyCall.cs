using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NeuralOde.Numerics.Vectors;

namespace NeuralOde.Core.Programs.Plans.Alone;

/// <summary>To = X; one feature serves for all.</summary>
/// <remarks>It may be copied between others, so features are not rounded up to vectors.</remarks>
internal sealed class CopyCall<TVector, T>(Step.Copy step) : Call<T>
    where TVector : struct, IVector<TVector, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly (int X, int To, int Features) _at = (step.X.Start, step.To.Start, step.To.Features);
    private readonly bool _isXOne = step.X.Stride == 0;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Run(Span<T> memory, int rows)
    {
        ref var x = ref Unsafe.Add(ref MemoryMarshal.GetReference(memory), _at.X);
        ref var to = ref Unsafe.Add(ref MemoryMarshal.GetReference(memory), _at.To);
        var i = 0;
        for (; i + TVector.Count <= _at.Features; i += TVector.Count)
        {
            TVector.Store(_isXOne ? TVector.Create(x) : TVector.Load(in x, i), ref to, i);
        }

        for (; i < _at.Features; i++) Unsafe.Add(ref to, i) = _isXOne ? x : Unsafe.Add(ref x, i);
    }
}
