using System.Numerics;
using System.Runtime.CompilerServices;
using NeuralOde.Numerics.Vectors;

namespace NeuralOde.Numerics.Functions;

/// <summary>Condition ≠ 0 ? then : otherwise; NaN is not 0.</summary>
internal readonly record struct SelectOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Of<TVector, T>(TVector condition, TVector then, TVector otherwise)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => TVector.Select(TVector.Equal(condition, TVector.Create(0.0)), otherwise, then);
}
