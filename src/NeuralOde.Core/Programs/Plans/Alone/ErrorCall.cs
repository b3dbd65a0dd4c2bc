using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NeuralOde.Numerics.Lanes;
using NeuralOde.Numerics.Vectors;

namespace NeuralOde.Core.Programs.Plans.Alone;

/// <summary>To = the squared error ratio of a step that ends in Y1.</summary>
internal sealed class ErrorCall<T>(Step.Error step) : Call<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly (int Y, int Slopes, int Size) _of =
        (step.Of.Y.Start, step.Of.Slopes.Start, step.Of.Sizes.Start);

    private readonly (int Start, int Count) _weights = (step.Weights.Start, step.Weights.Features);
    private readonly (int Y1, int Tolerances) _end = (step.End.Y1.Start, step.End.Tolerances.Start);
    private readonly int _to = step.To.Start;
    private readonly int _features = step.Of.Y.Features;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Run(Span<T> memory, int rows)
    {
        ref var origin = ref MemoryMarshal.GetReference(memory);
        ref var weight = ref Unsafe.Add(ref origin, _weights.Start);
        var h = Wide1<T>.Load(in origin, _of.Size);
        var relative = Wide1<T>.Load(in origin, _end.Tolerances);
        var absolute = Wide1<T>.Load(in origin, _end.Tolerances + 1);
        var total = Wide1<T>.Create(0.0);
        for (var feature = 0; feature < _features; feature++)
        {
            ref var slope = ref Unsafe.Add(ref origin, _of.Slopes + feature);
            var sum = Wide1<T>.Create(weight) * Wide1<T>.Create(slope);
            for (var j = 1; j < _weights.Count; j++)
            {
                slope = ref Unsafe.Add(ref slope, _features);
                sum = Wide1<T>.FusedMultiplyAdd(Wide1<T>.Create(Unsafe.Add(ref weight, j)), new(slope), sum);
            }

            var scale = new ErrorScale<Wide1<T>, T>(
                Wide1<T>.Load(in origin, _of.Y + feature), Wide1<T>.Load(in origin, _end.Y1 + feature));
            total = scale.AddSquare(h * sum, relative, absolute, total);
        }

        Wide1<T>.Store(total * Wide1<T>.Create(1.0 / _features), ref origin, _to);
    }
}
