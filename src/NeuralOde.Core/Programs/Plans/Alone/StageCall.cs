using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NeuralOde.Numerics.Vectors;

namespace NeuralOde.Core.Programs.Plans.Alone;

/// <summary>To = Y + h·Σⱼ Weightsⱼ·Slopesⱼ, with the terms in order and each of them fused.</summary>
/// <remarks>Slopes follow each other without room between them, so features are not rounded up to vectors.</remarks>
internal sealed class StageCall<TVector, T>(Step.Stage step) : Call<T>
    where TVector : struct, IVector<TVector, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly (int Y, int Slopes, int Size) _of =
        (step.Of.Y.Start, step.Of.Slopes.Start, step.Of.Sizes.Start);

    private readonly (int Start, int Count) _weights = (step.Weights.Start, step.Weights.Features);
    private readonly int _to = step.To.Start;
    private readonly int _features = step.To.Features;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Run(Span<T> memory, int rows)
    {
        ref var origin = ref MemoryMarshal.GetReference(memory);
        var i = 0;
        for (; i + TVector.Count <= _features; i += TVector.Count) Sum<TVector>(ref origin, i);
        for (; i < _features; i++) Sum<Wide1<T>>(ref origin, i);
    }

    /// <summary>The states of as many features as a vector has.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Sum<TSome>(ref T origin, int feature)
        where TSome : struct, IVector<TSome, T>
    {
        ref var weight = ref Unsafe.Add(ref origin, _weights.Start);
        ref var slope = ref Unsafe.Add(ref origin, _of.Slopes + feature);
        var sum = TSome.Create(weight) * TSome.Load(in slope, 0);
        for (var j = 1; j < _weights.Count; j++)
        {
            slope = ref Unsafe.Add(ref slope, _features);
            sum = TSome.FusedMultiplyAdd(TSome.Create(Unsafe.Add(ref weight, j)), TSome.Load(in slope, 0), sum);
        }

        var h = TSome.Create(Unsafe.Add(ref origin, _of.Size));
        sum = TSome.FusedMultiplyAdd(h, sum, TSome.Load(in origin, _of.Y + feature));
        TSome.Store(sum, ref origin, _to + feature);
    }
}
