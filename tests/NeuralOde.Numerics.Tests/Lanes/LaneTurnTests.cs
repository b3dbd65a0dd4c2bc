using System.Numerics;
using NeuralOde.Numerics.Lanes;
using NeuralOde.Numerics.Vectors;
using Xunit;

namespace NeuralOde.Numerics.Tests.Lanes;

/// <summary>Columns become rows for all lengths up to three vectors and one more, at every width.</summary>
public sealed class LaneTurnTests
{
    private const int Gap = 3;

    [Fact]
    public void Every_number_of_a_matrix_in_double_stands_where_its_column_is_a_row() => CheckAllWidths<double>();

    [Fact]
    public void Every_number_of_a_matrix_in_float_stands_where_its_column_is_a_row() => CheckAllWidths<float>();

    [Fact]
    public void Rows_without_gaps_need_no_strides()
    {
        Span<double> turned = stackalloc double[6];

        LaneTurn.Into([1, 2, 3, 4, 5, 6], new(2, 3), turned);

        Assert.Equal([1, 4, 2, 5, 3, 6], turned);
    }

    [Fact]
    public void One_column_and_one_row_are_copies()
    {
        Span<double> turned = stackalloc double[3];

        LaneTurn.Into([1, 2, 3], new(3, 1), turned);
        Assert.Equal([1, 2, 3], turned);

        LaneTurn.Into([4, 5, 6], new(1, 3), turned);
        Assert.Equal([4, 5, 6], turned);
    }

    [Theory]
    [InlineData(3, 2, 2, 3, 5, 6)]
    [InlineData(3, 2, 2, 3, 6, 5)]
    [InlineData(3, 2, 1, 3, 6, 6)]
    [InlineData(3, 2, 2, 2, 6, 6)]
    public void A_matrix_that_does_not_fit_is_refused(
        int rows, int columns, int sourceStride, int stride, int source, int destination)
    {
        var size = new TurnSize(rows, columns) { SourceStride = sourceStride, DestinationStride = stride };

        _ = Assert.Throws<ArgumentException>(
            () => LaneTurn.Into(new double[source], size, new double[destination]));
    }

    private static void CheckAllWidths<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Check<T>(LaneTurn.Into);
        Check<T>(Turn<Wide1<T>, T>);
        Check<T>(Turn<Wide128<T>, T>);
        Check<T>(Turn<Wide256<T>, T>);
        Check<T>(Turn<Wide512<T>, T>);
    }

    private static void Turn<TVector, T>(ReadOnlySpan<T> source, TurnSize size, Span<T> destination)
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Widest.Run<LaneTurn.Kernel<T>, TVector, T>(new(source, size, destination), size.Columns);

    private static void Check<T>(Turning<T> turn)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var longest = 3 * Wide512<T>.Count + 1;
        for (var rows = 0; rows <= longest; rows++)
        {
            for (var columns = 0; columns <= longest; columns++)
            {
                var size = new TurnSize(rows, columns)
                {
                    SourceStride = columns + Gap,
                    DestinationStride = rows + Gap,
                };
                var source = Numbers<T>(rows * size.SourceStride);
                var turned = new T[columns * size.DestinationStride];

                turn(source, size, turned);

                Assert.Equal(Expected<T>(source, size), turned);
            }
        }
    }

    // What stands between rows stays 0.
    private static T[] Expected<T>(ReadOnlySpan<T> source, TurnSize size)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var turned = new T[size.Columns * size.DestinationStride];
        for (var row = 0; row < size.Rows; row++)
        {
            for (var column = 0; column < size.Columns; column++)
            {
                turned[column * size.DestinationStride + row] = source[row * size.SourceStride + column];
            }
        }

        return turned;
    }

    private static T[] Numbers<T>(int count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        [.. Enumerable.Range(1, count).Select(i => i % 7 == 0 ? T.NaN : T.CreateChecked(i))];

    private delegate void Turning<T>(ReadOnlySpan<T> source, TurnSize size, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;
}
