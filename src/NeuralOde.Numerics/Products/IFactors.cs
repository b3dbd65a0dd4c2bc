using System.Numerics;
using System.Runtime.CompilerServices;

namespace NeuralOde.Numerics.Products;

/// <summary>How the factors of rows of sums stand; a kernel is compiled for each way.</summary>
internal interface IFactors
{
    /// <summary>True when the factors of all rows stand equally far apart.</summary>
    static abstract bool AreEven { get; }

    /// <summary>How far the factor of the next product stands.</summary>
    static abstract nint Step<T>(in Course<T> factors)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    /// <summary>How far the factor of the next row stands, if it is one of the same few.</summary>
    static abstract nint Apart<T>(in Course<T> factors)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    /// <summary>How far behind those of the first row the factors of a row stand.</summary>
    static abstract nint Offset<T>(in Course<T> factors, int row)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;
}

/// <summary>In panels, which stand apart: the factors of a product side by side.</summary>
internal readonly record struct InPanels : IFactors
{
    public static bool AreEven => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nint Step<T>(in Course<T> factors)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Panels<T>.Width;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nint Apart<T>(in Course<T> factors)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => 1;

    public static nint Offset<T>(in Course<T> factors, int row)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        row / Panels<T>.Width * factors.Apart + row % Panels<T>.Width;
}

/// <summary>In lanes: the factors of a row side by side, rows apart.</summary>
internal readonly record struct InLanes : IFactors
{
    public static bool AreEven => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nint Step<T>(in Course<T> factors)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nint Apart<T>(in Course<T> factors)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => factors.Apart;

    public static nint Offset<T>(in Course<T> factors, int row)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => row * factors.Apart;
}

/// <summary>Anywhere: one step apart for the products of a row.</summary>
internal readonly record struct InSteps : IFactors
{
    public static bool AreEven => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nint Step<T>(in Course<T> factors)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => factors.Step;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nint Apart<T>(in Course<T> factors)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => factors.Apart;

    public static nint Offset<T>(in Course<T> factors, int row)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => row * factors.Apart;
}
