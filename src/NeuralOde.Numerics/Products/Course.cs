using System.Numerics;
using System.Runtime.CompilerServices;

namespace NeuralOde.Numerics.Products;

/// <summary>Places in memory that stand apart by a step.</summary>
/// <param name="origin">The first place.</param>
/// <param name="step">The number of values from a place to the next.</param>
/// <param name="apart">The number of values between what is read or written together at a place.</param>
internal readonly ref struct Course<T>(ref T origin, nint step, nint apart)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public readonly ref T Origin = ref origin;
    public readonly nint Step = step;
    public readonly nint Apart = apart;

    /// <summary>The same course from another place on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Course<T> From(nint offset) => new(ref Unsafe.Add(ref Origin, offset), Step, Apart);
}
