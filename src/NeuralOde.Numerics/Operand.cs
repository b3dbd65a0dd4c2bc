using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NeuralOde.Numerics.Vectors;

namespace NeuralOde.Numerics;

/// <summary>A view of features to be read: their values in each lane, or one value for all lanes.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="values">
/// Feature f stands at f · stride: its lanes one behind the other, or its only value.
/// </param>
/// <param name="stride">The distance between features; 0 repeats the first for ever.</param>
/// <param name="isShared">True when a feature is one value for all lanes.</param>
public readonly ref struct Operand<T>(ReadOnlySpan<T> values, int stride, bool isShared)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ReadOnlySpan<T> _values = values;

    /// <summary>True when there is nothing to read, as for a bias that is left out.</summary>
    public bool IsEmpty => _values.IsEmpty;

    /// <summary>True when a feature is one value for all lanes.</summary>
    public bool IsShared => isShared;

    /// <summary>The distance between features.</summary>
    internal int Stride => stride;

    /// <summary>Where the values begin.</summary>
    internal ref readonly T Origin => ref MemoryMarshal.GetReference(_values);

    /// <summary>Some lanes of a feature.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal TVector Load<TVector>(int feature, int lane)
        where TVector : struct, IVector<TVector, T> =>
        isShared
            ? TVector.Create(Unsafe.Add(ref Unsafe.AsRef(in Origin), feature * stride))
            : TVector.Load(in Origin, feature * stride + lane);

    /// <summary>
    /// The same features as the lanes of one feature; they are shared and follow each other, or are one.
    /// </summary>
    internal Operand<T> AsLanes() => stride == 0 ? this : new(_values, _values.Length, false);

    /// <summary>Features that are shared, from an offset on and so far apart.</summary>
    internal Operand<T> From(int offset, int apart) => new(_values[Math.Min(offset, _values.Length)..], apart, true);

    /// <summary>Features that are shared and follow each other as so many lanes of fewer features.</summary>
    internal Operand<T> AsFeatures(int lanes) => new(_values, lanes, false);

    /// <summary>
    /// True when the lanes of all features follow each other, so that they can be taken for one feature.
    /// </summary>
    internal bool IsFlat(int lanes) => !isShared && stride == lanes;

    /// <summary>Refuses a view that does not reach as far as a kernel reads.</summary>
    /// <exception cref="ArgumentException">There are too few values.</exception>
    internal void Check(int features, int lanes)
    {
        var needed = features == 0 ? 0 : (features - 1) * stride + (isShared ? 1 : lanes);
        if (_values.Length >= needed && stride >= 0) return;
        throw new ArgumentException(
            $"An operand of {features} features needs {needed} values at stride {stride}, but has {_values.Length}.");
    }
}
