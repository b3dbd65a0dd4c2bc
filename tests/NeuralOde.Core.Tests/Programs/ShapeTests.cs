using System.Runtime.CompilerServices;
using NeuralOde.Core.Programs;
using Xunit;
using static NeuralOde.Core.Programs.Symbolic;

namespace NeuralOde.Core.Tests.Programs;

public sealed class ShapeTests
{
    [Fact]
    public void An_operator_names_itself_both_sizes_and_the_line()
    {
        var line = Line() + 1;
        var error = Refused((x, y) => x[0..2] + y);

        Assert.Equal(
            $"Add needs two vectors of one size, or of size 1, but got [2], [4], at ShapeTests.cs line {line}.", error);
    }

    [Fact]
    public void A_function_names_itself_the_sizes_and_the_line()
    {
        var line = Line() + 1;
        var error = Refused((x, y) => Dot(x, y));

        Assert.Equal(
            $"Dot needs two vectors of one size, but got [3], [4], at ShapeTests.cs line {line}.", error);
    }

    [Theory]
    [InlineData("matrix", "Affine needs W [2·4], x [4] and, if any, b [2], but got [9], [4], [2]")]
    [InlineData("feature", "Slice needs a vector that has the features 3 to 3, but got [3]")]
    [InlineData("range", "Slice needs a range that is not empty, not 2 to 2, but got [3]")]
    [InlineData("choice", "If needs three vectors of one size, or of size 1, but got [1], [3], [4]")]
    [InlineData("broadcast", "Broadcast needs a vector [1] to make [7] of, but got [3]")]
    [InlineData("parts", "Vector needs at least one part")]
    [InlineData("filter", "Convolution needs W [8], x [4] and, if any, b [2], but got [9], [4]")]
    [InlineData("window", "Convolution needs a window of 3 × 3 pixels with stride 1 and padding 0 that fits into "
        + "1 channels of 2 × 2 pixels, but got [9], [4]")]
    [InlineData("pool", "WindowPick needs x [9] and u [9], but got [4], [4]")]
    [InlineData("groups", "3 channels do not fall into 2 equal groups")]
    public void Each_operation_says_what_it_needs(string which, string message)
    {
        var error = Refused((x, y) => which switch
        {
            "matrix" => Affine(Outer(x, x), y, x[..2]),
            "feature" => x[3],
            "range" => x[2..2],
            "choice" => If(x[0], x, y),
            "broadcast" => Broadcast(x, 7),
            "filter" => Convolve(Outer(x, x), y, new(new(new(1, 2, 2), new(2, 2)), 2)),
            "window" => Convolve(Outer(x, x), y, new(new(new(1, 2, 2), new(3, 3)), 1)),
            "pool" => MaxPool(y, new(new(1, 3, 3), new(2, 2))),
            "groups" => GroupNorm(x, x, x, new(new(3, 1, 1), 2)),
            _ => Vector(),
        });

        Assert.StartsWith(message, error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_field_with_another_size_than_its_state_is_refused_with_its_line()
    {
        var line = Line() + 2;
        var error = Assert.Throws<ArgumentException>(
            () => VectorField.Define(3, 0, (_, y, _) => y[..2])).Message;

        Assert.Equal(
            $"The vector field gives dy/dt [2], but the state is y [3], at ShapeTests.cs line {line}.", error);
    }

    [Fact]
    public void An_expression_of_another_trace_is_refused()
    {
        Expression? stolen = null;
        _ = VectorField.Define(2, 0, (_, y, _) => stolen = y);

        var error =
            Assert.Throws<ArgumentException>(() => VectorField.Define(2, 0, (_, _, _) => stolen!)).Message;

        Assert.Contains("another trace", error, StringComparison.Ordinal);
    }

    private static string Refused(Func<Expression, Expression, Expression> function) =>
        Assert.Throws<ArgumentException>(() => Trace.Program(
            "refused",
            [new ProgramInput("x", 3, Shared: false), new ProgramInput("y", 4, Shared: false)],
            inputs => [("z", function(inputs[0], inputs[1]))])).Message;

    private static int Line([CallerLineNumber] int line = 0) => line;
}
