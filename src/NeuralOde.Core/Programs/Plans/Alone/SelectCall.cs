using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NeuralOde.Numerics.Functions;
using NeuralOde.Numerics.Vectors;

namespace NeuralOde.Core.Programs.Plans.Alone;

/// <summary>To = Condition ≠ 0 ? Then : Otherwise; an argument of one feature serves for all.</summary>
/// <remarks>The first of many slopes may be chosen, so features are not rounded up to vectors.</remarks>
internal sealed class SelectCall<TVector, T>(Step.Select step) : Call<T>
    where TVector : struct, IVector<TVector, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly int _features = step.To.Features;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Run(Span<T> memory, int rows)
    {
        ref var origin = ref MemoryMarshal.GetReference(memory);
        var i = 0;
        for (; i + TVector.Count <= _features; i += TVector.Count) Choose<TVector>(ref origin, i);
        for (; i < _features; i++) Choose<Wide1<T>>(ref origin, i);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Choose<TSome>(ref T origin, int feature)
        where TSome : struct, IVector<TSome, T>
    {
        var chosen = SelectOperator.Of<TSome, T>(
            Load<TSome>(ref origin, step.Condition, feature),
            Load<TSome>(ref origin, step.Then, feature),
            Load<TSome>(ref origin, step.Otherwise, feature));
        TSome.Store(chosen, ref origin, step.To.Start + feature);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TSome Load<TSome>(ref T origin, Place place, int feature)
        where TSome : struct, IVector<TSome, T> => place.Stride == 0
            ? TSome.Create(Unsafe.Add(ref origin, place.Start))
            : TSome.Load(in origin, place.Start + feature);
}
