using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using NeuralOde.Numerics.Products;
using NeuralOde.Numerics.Vectors;

namespace NeuralOde.Numerics;

/// <summary>
/// Rows of features, cut into panels of 64 bytes: a panel holds its features of all rows, row after row. So a product
/// reads factors and vectors one behind the other.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="values">
/// Shape [panels, rows, <see cref="Width"/>]; what fills up the last panel is 0, and stays so.
/// </param>
/// <param name="features">The number of features of a row.</param>
/// <param name="rows">The number of rows that there is room for.</param>
public readonly ref struct Panels<T>(Span<T> values, int features, int rows)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Span<T> _values = values;

    /// <summary>The number of features of a panel: 64 bytes of them.</summary>
    public static int Width => Vector512<T>.Count;

    /// <summary>The number of features of a row.</summary>
    public int Features => features;

    /// <summary>The number of rows that there is room for.</summary>
    public int Rows => rows;

    /// <summary>The number of values from a panel to the next.</summary>
    internal int Stride => rows * Width;

    /// <summary>The number of values of a row, with what fills up the last panel.</summary>
    internal int LengthOfRow => LengthOf(features, 1);

    /// <summary>The number of values that panels take.</summary>
    /// <param name="features">The number of features of a row.</param>
    /// <param name="rows">The number of rows.</param>
    public static int LengthOf(int features, int rows) => (features + Width - 1) / Width * Width * rows;

    /// <summary>Writes lanes into rows: what stood feature by feature stands lane by lane.</summary>
    /// <param name="x">Shape [features, lanes], or [features] shared by the lanes.</param>
    /// <param name="lanes">The number of lanes.</param>
    /// <param name="row">The row of the first lane; the others follow.</param>
    /// <exception cref="ArgumentException">A shape does not fit.</exception>
    public void Write(Operand<T> x, int lanes, int row)
    {
        Check();
        if (row < 0 || row + lanes > rows) throw NoRoom(row, lanes);
        x.Check(features, lanes);
        if (x.IsShared || lanes == 1) PanelWriter.Repeat(x, lanes, this, row);
        else Widest.Run<PanelWriter.Turned<T>, T>(new(x, lanes, this, row), features);
    }

    /// <summary>Where a feature of a row stands.</summary>
    internal ref T At(int row, int feature) => ref Unsafe.Add(
        ref MemoryMarshal.GetReference(_values), feature / Width * Stride + row * Width + feature % Width);

    /// <summary>The rows from one on, as factors.</summary>
    internal Course<T> Factors(int row) => new(ref At(row, 0), Width, Stride);

    /// <summary>The panels from one on.</summary>
    internal Panels<T> From(int panel) => new(_values[(panel * Stride)..], features - panel * Width, rows);

    /// <summary>The rows from one on, of the panels from one on, as vectors.</summary>
    internal Course<T> Vectors<TVector>(int row, int panel)
        where TVector : struct, IVector<TVector, T> =>
        new(ref At(row, panel * Width), Width, FillVector<TVector>() ? Stride : TVector.Count);

    /// <summary>
    /// How many panels can be taken for vectors that stand equally far apart: one, unless a vector is a panel wide.
    /// </summary>
    internal static int Together<TVector>(int panels, int most)
        where TVector : struct, IVector<TVector, T> => FillVector<TVector>() ? Math.Min(panels, most) : 1;

    /// <summary>True when a row of a panel fills one vector.</summary>
    internal static bool FillVector<TVector>()
        where TVector : struct, IVector<TVector, T> => TVector.Count == Width;

    /// <summary>Sets all rows to 0.</summary>
    internal void Clear() => _values[..LengthOf(features, rows)].Clear();

    /// <summary>Refuses values that are too few.</summary>
    /// <exception cref="ArgumentException">There are too few values.</exception>
    internal void Check()
    {
        if (_values.Length >= LengthOf(features, rows)) return;
        throw new ArgumentException(
            $"Panels of {features} features and {rows} rows need {LengthOf(features, rows)} values, "
            + $"but have {_values.Length}.");
    }

    private ArgumentException NoRoom(int row, int lanes) => new(
        $"{lanes} lanes from row {row} do not fit {rows} rows.");
}
