using System.Numerics;
using System.Runtime.CompilerServices;

namespace NeuralOde.Numerics.Products;

/// <summary>How the factors of rows of sums stand; a kernel is compiled for each way.</summary>
internal interface IFactors
{
    /// <summary>How far the factor of the next product stands.</summary>
    static abstract nint Step<T>(in Course<T> factors)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    /// <summary>How far the factor of the next row stands, if it is one of the same few.</summary>
    static abstract nint Apart<T>(in Course<T> factors)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    /// <summary>The factor of the same product that stands some rows below another one.</summary>
    /// <param name="factor">The other one.</param>
    /// <param name="factors">Where all of them stand.</param>
    /// <param name="row">The row of the other one.</param>
    /// <param name="rows">The number of rows.</param>
    static abstract ref T Below<T>(ref T factor, in Course<T> factors, int row, int rows)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;
}

/// <summary>In panels, which stand apart: the factors of a product side by side.</summary>
internal readonly record struct InPanels : IFactors
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nint Step<T>(in Course<T> factors)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Panels<T>.Width;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nint Apart<T>(in Course<T> factors)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref T Below<T>(ref T factor, in Course<T> factors, int row, int rows)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // Numbers without a sign are taken apart by a shift and a mask.
        var (width, from, to) = ((uint)Panels<T>.Width, (uint)row, (uint)(row + rows));
        var panels = (nint)(to / width - from / width);
        return ref Unsafe.Add(ref factor, panels * factors.Apart + (nint)(to % width) - (nint)(from % width));
    }
}

/// <summary>In lanes: the factors of a row side by side, rows apart.</summary>
internal readonly record struct InLanes : IFactors
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nint Step<T>(in Course<T> factors)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nint Apart<T>(in Course<T> factors)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => factors.Apart;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref T Below<T>(ref T factor, in Course<T> factors, int row, int rows)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => ref Unsafe.Add(ref factor, rows * factors.Apart);
}

/// <summary>Anywhere: one step apart for the products of a row.</summary>
internal readonly record struct InSteps : IFactors
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nint Step<T>(in Course<T> factors)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => factors.Step;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nint Apart<T>(in Course<T> factors)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => factors.Apart;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref T Below<T>(ref T factor, in Course<T> factors, int row, int rows)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => ref Unsafe.Add(ref factor, rows * factors.Apart);
}
