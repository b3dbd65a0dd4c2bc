using NeuralOde.Core.Programs.Equations;
using NeuralOde.Core.Values;
using NeuralOde.TestKit.Programs;
using Xunit;

namespace NeuralOde.Core.Tests.Programs.Equations;

public sealed class EquationSystemTests
{
    [Theory]
    [InlineData("1 + 2*3 - 4/8", 6.5)]
    [InlineData("2^3^2", 512)]
    [InlineData("-2^2", -4)]
    [InlineData("2^-1", 0.5)]
    [InlineData("(-2)^3", -8)]
    [InlineData("-(-(2))", 2)]
    [InlineData("2*-3", -6)]
    [InlineData("+.5e1 + 1e-1 + 2.", 7.1)]
    [InlineData("10 - 4 - 3", 3)]
    [InlineData("8/4/2", 1)]
    [InlineData("1 + 1 < 3", 1)]
    [InlineData("3 <= 2", 0)]
    [InlineData("3 > 2", 1)]
    [InlineData("2 >= 2", 1)]
    [InlineData("2 == 2", 1)]
    [InlineData("2 != 2", 0)]
    [InlineData("if(2 > 3, 10, 20)", 20)]
    [InlineData("mod(-1, 3)", 2)]
    [InlineData("mod(7.5, 2)", 1.5)]
    [InlineData("min(2, 3) + max(2, 3)", 5)]
    [InlineData("abs(-2) + sign(-3) + floor(-0.5)", 0)]
    [InlineData("cos(pi)", -1)]
    [InlineData("exp(0) + log(1) + sin(0) + tan(0) + sinh(0) + cosh(0) + tanh(0) + sqrt(4)", 4)]
    [InlineData("t", 1.25)]
    [InlineData("k*y1", 6)]
    public void A_right_hand_side_means_what_it_says(string text, double expected)
    {
        var system = Ok(EquationSystem.Read([$"y1' = {text}"], [new("k", 3)]));

        Assert.Equal(expected, Derivative(system, [3], [2])[0], 1e-15);
    }

    [Fact]
    public void Lines_may_stand_in_any_order_and_call_one_another()
    {
        var system = Ok(EquationSystem.Read(
            [
                "y2' = w",
                "y1' = -r1 + q(y2, 2)",
                "w = r1 + 1",
                "q(u, n) = gamma*(u^n - r1)",
                "r1 = gamma*y1",
            ],
            [new("gamma", 10)]));

        Assert.Equal(["y1", "y2"], system.States);
        Assert.Equal([-20 + 10 * (9 - 20), 21.0], Derivative(system, [10], [2, 3]));
    }

    [Fact]
    public void States_with_names_of_their_own_keep_the_order_of_their_lines()
    {
        var system = Ok(EquationSystem.Read(["v' = -x", "x' = v"], []));

        Assert.Equal(["v", "x"], system.States);
        Assert.Equal([-3.0, 2.0], Derivative(system, [], [2, 3]));
    }

    [Fact]
    public void An_argument_hides_a_parameter_of_the_same_name()
    {
        var system = Ok(EquationSystem.Read(["y1' = f(2) + k", "f(k) = 10*k"], [new("k", 3)]));

        Assert.Equal([23.0], Derivative(system, [3], [0]));
    }

    [Fact]
    public void A_sum_of_ten_thousand_terms_is_read()
    {
        var system = Ok(EquationSystem.Read(
            ["y1' = " + string.Join(" + ", Enumerable.Repeat("y1", 10_000))], []));

        Assert.Equal([20_000.0], Derivative(system, [], [2]));
    }

    [Theory]
    [InlineData("y1' = 2*", "equation 1, column 9: expected a number, a name or (, found the end.")]
    [InlineData("y1' = (1 + 2", "equation 1, column 13: expected an operator or ), found the end.")]
    [InlineData("y1' = 2 y1", "equation 1, column 9: expected an operator or the end, found 'y1'.")]
    [InlineData("y1' = y1**2", "equation 1, column 10: expected a number, a name or (; a power is written ^, found '*'.")]
    [InlineData("y1' = 3 # 2", "equation 1, column 9: expected a name, a number or one of")]
    [InlineData("y1 + 2", "equation 1, column 4: expected =, found '+'.")]
    [InlineData("= 2", "equation 1, column 1: expected a name, found '='.")]
    [InlineData("", "equation 1, column 1: expected a name, found the end.")]
    [InlineData("y1' = max(1 2)", "equation 1, column 13: expected an operator, a comma or ), found '2'.")]
    [InlineData("y1' = 1 < 2 < 3", "equation 1, column 13: expected an operator or the end, found '<'.")]
    [InlineData("y1' = 1e999", "equation 1, column 7: expected a number below 1.8e308, found '1e999'.")]
    [InlineData("y1' = gama*y1", "equation 1, column 7: there is no 'gama'. Did you mean 'gamma'?")]
    [InlineData("y1' = zebra", "equation 1, column 7: there is no 'zebra'. Define it")]
    [InlineData("y1' = sine(2)", "equation 1, column 7: there is no 'sine'. Did you mean 'sin'?")]
    [InlineData("y1' = max(1)", "equation 1, column 7: max takes 2 arguments, not 1.")]
    [InlineData("y1' = exp(1, 2)", "equation 1, column 7: exp takes 1 argument, not 2.")]
    [InlineData("y1' = 1 + exp", "equation 1, column 11: exp is a function")]
    [InlineData("y1' = gamma(2)", "equation 1, column 7: gamma is not a function.")]
    [InlineData("y1' = t(2)", "equation 1, column 7: t is not a function.")]
    [InlineData("t = 2\ny1' = t", "equation 1, column 1: the name 't' is taken by the time.")]
    [InlineData("y1' = 1\ny1' = 2", "equation 2, column 1: the name 'y1' is taken by equation 1.")]
    [InlineData("y1' = 1\ngamma = 2", "equation 2, column 1: the name 'gamma' is taken by a parameter.")]
    [InlineData("y1' = 1\nexp(x) = 2", "equation 2, column 1: the name 'exp' is taken by a function.")]
    [InlineData("y1' = a\na = b\nb = c + 1\nc = a", "a → b → c → a is a circle")]
    [InlineData("y1' = f(1)\nf(x) = f(x - 1)", "equation 2, column 1: f → f is a circle")]
    [InlineData("y1' = f(1)\nf(x) = g(x)\ng(x) = f(x)", "f → g → f is a circle")]
    [InlineData("y1' = 1\ny3' = 2", "equation 2, column 1: there is no derivative of y2. Add a line y2' = ….")]
    [InlineData("a = 1", "there is no derivative of y1")]
    [InlineData("f(y1' = 1", "equation 1, column 5: expected an operator, a comma or ), found '''.")]
    public void A_fault_is_named_with_its_place_and_mend(string lines, string message)
    {
        var read = EquationSystem.Read(lines.Split('\n'), [new("gamma", 1)]);

        Assert.Contains(
            message, read.Match(_ => "no error", error => error.Describe()), StringComparison.Ordinal);
    }

    [Fact]
    public void Ten_thousand_brackets_are_refused_and_do_no_harm()
    {
        var read = EquationSystem.Read([$"y1' = {new string('(', 10_000)}"], []);

        Assert.Contains(
            "brackets", read.Match(_ => "no error", error => error.Describe()), StringComparison.Ordinal);
    }

    private static double[] Derivative(EquationSystem system, double[] parameters, double[] y) =>
        NaiveInterpreter.Run(system.Field.Program, [1.25], y, parameters, [])[0];

    private static EquationSystem Ok(Result<EquationSystem, EquationError> result) =>
        result.Match(system => system, error => throw new Xunit.Sdk.XunitException(error.Describe()));
}
