using System.Numerics;
using System.Runtime.CompilerServices;
using NeuralOde.Numerics.Vectors;

namespace NeuralOde.Numerics.Functions;

/// <summary>A function of each element of x that a kernel is made for.</summary>
internal interface IUnaryOperator
{
    static abstract TVector Of<TVector, T>(TVector x)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;
}

internal readonly record struct NegateOperator : IUnaryOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Of<TVector, T>(TVector x)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => -x;
}

internal readonly record struct AbsOperator : IUnaryOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Of<TVector, T>(TVector x)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => TVector.Abs(x);
}

internal readonly record struct SignOperator : IUnaryOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Of<TVector, T>(TVector x)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => Comparison.Sign<TVector, T>(x);
}

internal readonly record struct FloorOperator : IUnaryOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Of<TVector, T>(TVector x)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => TVector.Floor(x);
}

internal readonly record struct SqrtOperator : IUnaryOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Of<TVector, T>(TVector x)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => TVector.Sqrt(x);
}

internal readonly record struct ExpOperator : IUnaryOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Of<TVector, T>(TVector x)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => Exponential.Exp<TVector, T>(x);
}

internal readonly record struct Expm1Operator : IUnaryOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Of<TVector, T>(TVector x)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => Exponential.Expm1<TVector, T>(x);
}

internal readonly record struct LogOperator : IUnaryOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Of<TVector, T>(TVector x)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => Logarithm.Log<TVector, T>(x);
}

internal readonly record struct Log1pOperator : IUnaryOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Of<TVector, T>(TVector x)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => Logarithm.Log1p<TVector, T>(x);
}

internal readonly record struct SinOperator : IUnaryOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Of<TVector, T>(TVector x)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => Trigonometry.Sin<TVector, T>(x);
}

internal readonly record struct CosOperator : IUnaryOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Of<TVector, T>(TVector x)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => Trigonometry.Cos<TVector, T>(x);
}

internal readonly record struct TanOperator : IUnaryOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Of<TVector, T>(TVector x)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => Trigonometry.Tan<TVector, T>(x);
}

internal readonly record struct SinhOperator : IUnaryOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Of<TVector, T>(TVector x)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => Hyperbolic.Sinh<TVector, T>(x);
}

internal readonly record struct CoshOperator : IUnaryOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Of<TVector, T>(TVector x)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => Hyperbolic.Cosh<TVector, T>(x);
}

internal readonly record struct TanhOperator : IUnaryOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Of<TVector, T>(TVector x)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => HyperbolicTangent.Fast<TVector, T>(x);
}

internal readonly record struct AccurateTanhOperator : IUnaryOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Of<TVector, T>(TVector x)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => HyperbolicTangent.Accurate<TVector, T>(x);
}

internal readonly record struct SigmoidOperator : IUnaryOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Of<TVector, T>(TVector x)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => Hyperbolic.Sigmoid<TVector, T>(x);
}
