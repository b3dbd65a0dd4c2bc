using NeuralOde.Core.Programs;
using NeuralOde.Core.Solving;
using NeuralOde.TestKit;
using Xunit;
using static NeuralOde.Core.Programs.Symbolic;

namespace NeuralOde.Core.Tests.Solving;

public sealed class ObservedOrderTests
{
    private static readonly VectorField Rotation = VectorField.Define(2, 0, (_, y, _) => Vector(y[1], -y[0]));

    // y' = y·cos t, y = exp(sin t): neither linear in t nor autonomous.
    private static readonly VectorField Field = VectorField.Define(1, 0, (t, y, _) => y * Cos(t));

    [Theory]
    [MemberData(nameof(AllMethods.Names), MemberType = typeof(AllMethods))]
    public void The_error_falls_with_the_power_of_the_step_that_is_the_order(string method)
    {
        // Small enough for the order to show, large enough to stand above rounding.
        var order = AllMethods.Named(method).Order;
        var step = order < 4 ? 1.0 / 256 : 1.0 / 32;

        Assert.Equal(order, Math.Log2(Error(method, step) / Error(method, step / 2)), 0.1);
    }

    [Theory]
    [MemberData(nameof(AllMethods.Names), MemberType = typeof(AllMethods))]
    public void The_error_of_the_dense_output_in_one_step_falls_with_one_power_more(string method)
    {
        var order = AllMethods.Tableau(AllMethods.Named(method)).DenseOrder;
        var (coarse, fine) = (DenseError(method, 1.0 / 16), DenseError(method, 1.0 / 32));

        Assert.Equal(order + 1, Math.Log2(coarse / fine), 0.2);
    }

    [Theory]
    [MemberData(nameof(AllMethods.Names), MemberType = typeof(AllMethods))]
    public void The_dense_output_is_exact_at_both_ends(string method)
    {
        var batch = new ProblemBatch<double>
        {
            Examples = 1,
            Y0 = [1],
            T0 = [0],
            T1 = [0.5],
            TimeOffsets = [0, 2],
            Times = [0, 0.5],
        };

        var solved = Solved<double>.Of(Field, Fixed(method, 0.125), batch);

        Assert.Equal(1, solved.Values[0]);
        Assert.Equal(solved.Final[0], solved.Values[1]);
    }

    private static double Error(string method, double step)
    {
        var batch = new ProblemBatch<double> { Examples = 1, Y0 = [0, 1], T0 = [0], T1 = [3] };
        var final = Solved<double>.Of(Rotation, Fixed(method, step), batch).Final;
        return double.Hypot(final[0] - Math.Sin(3), final[1] - Math.Cos(3));
    }

    private static double DenseError(string method, double step)
    {
        const double Begin = 0.3;
        double[] times = [.. Enumerable.Range(1, 9).Select(i => Begin + i * step / 10)];
        var batch = new ProblemBatch<double>
        {
            Examples = 1,
            Y0 = [Math.Exp(Math.Sin(Begin))],
            T0 = [Begin],
            T1 = [Begin + step],
            TimeOffsets = [0, times.Length],
            Times = times,
        };
        var values = Solved<double>.Of(Field, Fixed(method, step), batch).Values;
        return values.Zip(times, (value, time) => Math.Abs(value - Math.Exp(Math.Sin(time)))).Max();
    }

    private static SolveOptions Fixed(string method, double step) => new()
    {
        Method = AllMethods.Named(method),
        Controller = new StepSizeController.Fixed(step),
    };
}
