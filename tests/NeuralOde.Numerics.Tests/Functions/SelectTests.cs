using System.Numerics;
using NeuralOde.TestKit;
using Xunit;

namespace NeuralOde.Numerics.Tests.Functions;

public sealed class SelectTests
{
    private const int Features = 3;

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(16)]
    [InlineData(37)]
    public void A_choice_between_features_of_lanes_and_shared_ones_is_made_in_each_lane(int lanes)
    {
        Check<double>(lanes);
        Check<float>(lanes);
    }

    [Fact]
    public void The_operand_itself_may_receive_the_choice()
    {
        double[] condition = [1, 0, -0.0, double.NaN];
        double[] otherwise = [5, 6, 7, 8];

        Elementwise.Select(
            new(new(condition, 4, false), new([1.0, 2, 3, 4], 4, false), new(otherwise, 4, false)), 4, condition);

        Assert.Equal([1, 6, 7, 4], condition);
    }

    [Theory]
    [InlineData(7, 8, 8)]
    [InlineData(8, 7, 8)]
    [InlineData(8, 8, 7)]
    public void An_operand_that_is_too_short_is_refused(int condition, int then, int otherwise) =>
        Assert.Throws<ArgumentException>(() => Elementwise.Select(
            new(
                new(new double[condition], 4, false),
                new(new double[then], 4, false),
                new(new double[otherwise], 4, false)),
            4,
            new double[8]));

    /// <summary>Each operand shared or not, in all combinations.</summary>
    private static void Check<T>(int lanes)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (var shared = 0; shared < 8; shared++)
        {
            bool[] isShared = [(shared & 1) != 0, (shared & 2) != 0, (shared & 4) != 0];
            T[][] values = [.. isShared.Select((one, operand) => Values<T>(operand, one ? 1 : lanes))];
            var result = new T[Features * lanes];

            Elementwise.Select(new(View(0), View(1), View(2)), lanes, result);

            for (var i = 0; i < result.Length; i++)
            {
                SameBits.Assert<T>([At(0, i) == T.Zero ? At(2, i) : At(1, i)], [result[i]]);
            }

            Operand<T> View(int operand) =>
                new(values[operand], isShared[operand] ? 1 : lanes, isShared[operand]);

            T At(int operand, int i) => values[operand][isShared[operand] ? i / lanes : i];
        }
    }

    /// <summary>Every third condition is 0; other operands differ everywhere.</summary>
    private static T[] Values<T>(int operand, int lanes)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        [.. Enumerable.Range(0, Features * lanes).Select(
            i => T.CreateChecked(operand == 0 ? (i + 1) % 3 : 1000 * operand + i))];
}
