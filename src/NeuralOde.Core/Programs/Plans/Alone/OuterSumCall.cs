using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NeuralOde.Numerics;
using NeuralOde.Numerics.Vectors;

namespace NeuralOde.Core.Programs.Plans.Alone;

/// <summary>Sums += X·Yᵀ, with a row of sums for each feature of Y.</summary>
internal sealed class OuterSumCall<TVector, T>(Step.LaneOuterSum step) : Call<T>
    where TVector : struct, IVector<TVector, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly (int X, int Y, int Sums) _at = (step.X.Start, step.Y.Start, step.Sums.Start);
    private readonly int _features = step.X.Features;
    private readonly int _rows = step.Sums.Rows;
    private readonly int _apart = step.Y.Stride;

    // From the end of a row of a panel to that of the next panel.
    private readonly int _skipped = (step.Sums.Rows - 1) * Panels<T>.Width;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Run(Span<T> memory, int rows)
    {
        ref var x = ref Unsafe.Add(ref MemoryMarshal.GetReference(memory), _at.X);
        ref var y = ref Unsafe.Add(ref MemoryMarshal.GetReference(memory), _at.Y);
        ref var sums = ref Unsafe.Add(ref MemoryMarshal.GetReference(memory), _at.Sums);
        for (var row = _rows; row > 0; row--)
        {
            var factor = TVector.Create(y);
            ref var to = ref sums;
            for (var i = 0; i < _features; i += TVector.Count)
            {
                var sum = TVector.FusedMultiplyAdd(TVector.Load(in x, i), factor, TVector.Load(in to, i));
                TVector.Store(sum, ref to, i);
                if (Panels<T>.FillVector<TVector>() || (i + TVector.Count) % Panels<T>.Width == 0)
                {
                    to = ref Unsafe.Add(ref to, _skipped);
                }
            }

            y = ref Unsafe.Add(ref y, _apart);
            sums = ref Unsafe.Add(ref sums, Panels<T>.Width);
        }
    }
}
