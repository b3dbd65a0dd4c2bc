using System.Numerics;
using NeuralOde.Numerics.Lanes;
using NeuralOde.Numerics.Tests.Functions;
using NeuralOde.Numerics.Vectors;

namespace NeuralOde.Numerics.Tests.Lanes;

/// <summary>
/// Steps in every lane of a tile, with special values in the first lanes and ordinary ones in the others.
/// </summary>
internal sealed class LaneTile<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public const int Features = 3;
    public static readonly T[] Weights = [.. ((double[])[0.3, -1.7, 0, 2.5]).Select(T.CreateChecked)];

    private readonly T[] _special = Arguments.Special<T>();
    private readonly bool _isSpecial;

    public LaneTile(int lanes, bool isSpecial)
    {
        (Lanes, _isSpecial) = (lanes, isSpecial);
        (Y, Y1, Slopes) = (Numbers(Features, 1), Numbers(Features, 2), Numbers(Weights.Length * Features, 3));
        (Sizes, Tolerances) = (Numbers(1, 5), [.. Numbers(2, 7).Select(T.Abs)]);
        Mask = [.. Enumerable.Range(0, lanes).Select(lane => lane % 3 == 1 ? T.Zero : T.One)];
    }

    public int Lanes { get; }

    public T[] Y { get; }

    public T[] Y1 { get; }

    public T[] Slopes { get; }

    public T[] Sizes { get; }

    public T[] Tolerances { get; }

    public T[] Mask { get; }

    private StepView<T> Step =>
        new() { Y = Y, Slopes = Slopes, Sizes = Sizes, Y1 = Y1, Tolerances = Tolerances };

    public T[] Sum<TVector>()
        where TVector : struct, IVector<TVector, T>
    {
        var result = new T[Y.Length];
        Widest.Run<StepSum.Kernel<T>, TVector, T>(new(Step, Weights, result), Lanes);
        return result;
    }

    /// <summary>The same sum where the compiler knows the number of slopes.</summary>
    public T[] FixedSum<TVector>()
        where TVector : struct, IVector<TVector, T>
    {
        var result = new T[Y.Length];
        Widest.Run<StepSum.Fixed<FourSlopes, T>, TVector, T>(new(Step, Weights, result), Lanes);
        return result;
    }

    public T[] Scaled<TVector>()
        where TVector : struct, IVector<TVector, T>
    {
        var result = new T[Lanes];
        Widest.Run<ScaledSquare.Kernel<T>, TVector, T>(new(Y1, Y, Tolerances, result), Lanes);
        return result;
    }

    public T[] Error<TVector>()
        where TVector : struct, IVector<TVector, T>
    {
        var result = new T[Lanes];
        Widest.Run<StepError.Kernel<T>, TVector, T>(new(Step, Weights, result), Lanes);
        return result;
    }

    public T[] Finite<TVector>()
        where TVector : struct, IVector<TVector, T>
    {
        var result = new T[Lanes];
        Widest.Run<LaneFinite.Kernel<T>, TVector, T>(new(Y1, result), Lanes);
        return result;
    }

    public T[] Selected<TVector>()
        where TVector : struct, IVector<TVector, T>
    {
        T[] result = [.. Y];
        Widest.Run<LaneSelect.Kernel<T>, TVector, T>(new(Mask, Y1, result), Lanes);
        return result;
    }

    // Steps by the golden ratio fill (−½, ½) evenly; the special values meet one another in all features.
    private T[] Numbers(int features, int seed) =>
    [
        .. Enumerable.Range(0, features * Lanes).Select(i => _isSpecial
            ? _special[(i * seed + i / Lanes) % _special.Length]
            : T.CreateChecked(((i + 1) * 0.6180339887498949 * seed % 1) - 0.5)),
    ];
}
