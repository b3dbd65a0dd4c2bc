using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NeuralOde.Numerics;
using NeuralOde.Numerics.Vectors;

namespace NeuralOde.Core.Programs.Plans.Alone;

/// <summary>A row of To = X. What fills up its last panel is read by no sum that counts.</summary>
internal sealed class GatherCall<TVector, T>(Step.Gather step) : Call<T>
    where TVector : struct, IVector<TVector, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly (int X, int To) _at = (step.X.Start, step.To.Start + step.Row * Panels<T>.Width);
    private readonly bool _isXOne = step.X.Stride == 0;
    private readonly int _features = step.To.Features;
    private readonly int _apart = step.To.Rows * Panels<T>.Width;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Run(Span<T> memory, int rows)
    {
        ref var x = ref Unsafe.Add(ref MemoryMarshal.GetReference(memory), _at.X);
        ref var to = ref Unsafe.Add(ref MemoryMarshal.GetReference(memory), _at.To + rows * Panels<T>.Width);
        for (var panel = 0; panel < _features; panel += Panels<T>.Width)
        {
            for (var i = 0; i < Panels<T>.Width; i += TVector.Count)
            {
                TVector.Store(_isXOne ? TVector.Create(x) : TVector.Load(in x, panel + i), ref to, i);
            }

            to = ref Unsafe.Add(ref to, _apart);
        }
    }
}
