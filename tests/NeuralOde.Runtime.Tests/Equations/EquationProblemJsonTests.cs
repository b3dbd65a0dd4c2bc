using System.Globalization;
using System.Text;
using NeuralOde.Core.Solving;
using NeuralOde.Core.Solving.Equations;
using NeuralOde.Runtime.Equations;
using Xunit;

namespace NeuralOde.Runtime.Tests.Equations;

public sealed class EquationProblemJsonTests
{
    private const string Oscillator =
        """
        {
          // a comment
          "name": "oscillator", "note": "closed form cos(w t)",
          "equations": ["y1' = y2", "y2' = -w^2*y1"],
          "parameters": {"w": "2.0"},
          "t0": 0, "t1": "3.0", "y0": [1, "0"], "times": [0, 1, 3],
          "rtol": 1e-10, "atol": 1e-12,
        }
        """;

    [Fact]
    public void An_oscillator_agrees_with_its_closed_form()
    {
        var solution = Solved(Oscillator);

        Assert.IsType<LaneOutcome.Finished>(solution.Outcome);
        double[] times = [0, 1, 3];
        double[] expected = [.. times.SelectMany(t => new[] { Math.Cos(2 * t), -2 * Math.Sin(2 * t) })];
        Assert.All(
            expected.Zip(solution.Values), pair => Assert.Equal(pair.First, pair.Second, 1e-8));
    }

    [Fact]
    public void The_table_gives_every_bit_back()
    {
        var solution = Solved(Oscillator);

        var lines = solution.ToCsv().TrimEnd('\n').Split('\n');

        Assert.Equal("t,y1,y2", lines[0]);
        Assert.Equal("0,1,0", lines[1]);
        Assert.Equal(
            solution.Values.Skip(4),
            lines[3].Split(',').Skip(1).Select(number => double.Parse(number, CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void A_field_that_jumps_is_solved_exactly_from_jump_to_jump()
    {
        var solution = Solved(
            """
            { "equations": ["y1' = floor(t)"], "t0": 0, "t1": 3, "y0": [0],
              "times": [1, 1.5, 2, 3], "discontinuities": [1, 2, 3] }
            """);

        Assert.All(
            new[] { 0, 0.5, 1.0, 3.0 }.Zip(solution.Values), pair => Assert.Equal(
                pair.First, pair.Second, 1e-14));
    }

    [Fact]
    public void An_initial_value_may_be_a_parameter_and_the_end_is_the_standard_time()
    {
        var solution = Solved(
            """{ "equations": ["x' = -x"], "parameters": {"start": 3}, "t0": 1, "t1": 0, "y0": ["start"] }""");

        Assert.Equal([0.0], solution.Times);
        Assert.Equal(3 * Math.E, solution.Values[0], 1e-4);
    }

    [Fact]
    public void The_command_line_replaces_method_and_tolerances()
    {
        var problem = Read(Oscillator, new("dopri5", 1e-3, 1e-4));

        Assert.Equal(Methods.Dopri5, problem.Options.Method);
        Assert.Equal((1e-3, 1e-4), (problem.Options.RelativeTolerance, problem.Options.AbsoluteTolerance));
    }

    /// <summary>y' = y from 2 in 100 steps to t = 10: (1 + h)^100 and (1 + h + h²/2 + h³/6 + h⁴/24)^100 times 2.</summary>
    [Theory]
    [InlineData("Euler", 27561.224679644540)]
    [InlineData("RK4", 44052.593801752405)]
    public void Fixed_steps_serve_the_methods_that_do_not_estimate_their_error(string method, double expected)
    {
        var problem = Read(
            """{ "equations": ["y' = y"], "t0": 0, "t1": 10, "y0": [2], "step": 0.1 }""", new(method));

        Assert.Equal(expected, EquationSolve.Run(problem).Values[0], expected * 1e-12);
    }

    [Fact]
    public void A_method_without_an_error_estimate_asks_for_a_step()
    {
        var read = EquationProblemJson.Read("p.json", Encoding.UTF8.GetBytes(Oscillator), new("RK4"));

        Assert.Contains(
            "method: Rk4 does not estimate its error, so it cannot choose its steps. Add \"step\"",
            read.Match(_ => "no error", error => error.ToString()),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"rtol\"", "\"rtoll\"", "p.json:7:3: rtoll: there is no such field here. Did you mean \"rtol\"?")]
    [InlineData("\"t0\": 0,", "", "t0: the field is missing. Add \"t0\"")]
    [InlineData("\"w\": \"2.0\"", "\"w\": \"two\"", "p.json:5:23: parameters.w: expected a finite number")]
    [InlineData("[1, \"0\"]", "[1]", "y0: expected 2 numbers, one for each of y1, y2, found 1.")]
    [InlineData("[1, \"0\"]", "[1, \"v\"]", "Did you mean \"w\"?")]
    [InlineData("[0, 1, 3]", "[0, 2, 1]", "times: 1 is out of order")]
    [InlineData("[0, 1, 3]", "[0, 4]", "times: 4 is out of order, or outside of t0 = 0 to t1 = 3.")]
    [InlineData("-w^2*y1", "-v^2*y1", "p.json:4:29: equations: equation 2, column 8: there is no 'v'.")]
    [InlineData("1e-10", "0", "rtol: expected a number above 0.")]
    [InlineData("\"rtol\": 1e-10", "\"method\": \"Tsit6\"", "method: There is no method 'Tsit6'.")]
    [InlineData("\"t0\": 0", "\"t0\": \"NaN\"", "t0: expected a finite number")]
    [InlineData("\"t0\": 0", "\"t0\": 0, \"t0\": 1", "t0: the field stands here a second time.")]
    [InlineData("[\"y1' = y2\",", "[7,", "equations: expected an equation in quotes, found 7.")]
    public void A_fault_is_named_with_file_line_and_mend(string written, string damaged, string message)
    {
        Assert.Contains(written, Oscillator, StringComparison.Ordinal);

        var read = EquationProblemJson.Read(
            "p.json", Encoding.UTF8.GetBytes(Oscillator.Replace(written, damaged, StringComparison.Ordinal)), new());

        Assert.Contains(
            message, read.Match(_ => "no error", error => error.ToString()), StringComparison.Ordinal);
    }

    private static EquationSolution Solved(string json) => EquationSolve.Run(Read(json, new()));

    private static EquationProblem Read(string json, EquationOverrides overrides) =>
        EquationProblemJson.Read("p.json", Encoding.UTF8.GetBytes(json), overrides)
            .Match(problem => problem, error => throw new Xunit.Sdk.XunitException(error.ToString()));
}
