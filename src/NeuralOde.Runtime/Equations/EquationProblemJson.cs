using System.Globalization;
using NeuralOde.Core.Programs.Equations;
using NeuralOde.Core.Solving;
using NeuralOde.Core.Solving.Equations;
using NeuralOde.Core.Values;
using NeuralOde.Runtime.Experiments;

namespace NeuralOde.Runtime.Equations;

/// <summary>Reads the files of <c>neuralode solve</c>.</summary>
/// <remarks>
/// Fields: <c>equations</c> (texts), <c>parameters</c> (names and numbers), <c>t0</c>, <c>t1</c>,
/// <c>y0</c> (numbers or names of parameters), <c>times</c> (t1 if left out), <c>discontinuities</c>,
/// <c>method</c> (Tsit5 if left out), <c>rtol</c>, <c>atol</c>, <c>step</c> (the size of every step; steps
/// follow the error if left out), <c>maximumSteps</c>. A number may be a text with all its digits. The fields
/// id, name, source, note, check, stiff, dimension and y_t1 tell
/// people about a problem; they are not used.
/// </remarks>
public static class EquationProblemJson
{
    private const int StandardMaximumSteps = 10_000_000;

    private static readonly string[] Used =
    [
        "equations", "parameters", "t0", "t1", "y0", "times", "discontinuities", "method", "rtol", "atol",
        "step", "maximumSteps",
    ];

    private static readonly string[] Informal =
        ["id", "name", "source", "note", "check", "stiff", "dimension", "y_t1"];

    /// <summary>Reads and solves a problem: what <c>neuralode solve FILE.json</c> does.</summary>
    /// <param name="source">The name of the file, for messages.</param>
    /// <param name="text">The file in UTF-8.</param>
    /// <param name="overrides">What the command line changes.</param>
    public static Result<EquationSolution, ExperimentError> Solve(
        string source, ReadOnlySpan<byte> text, EquationOverrides overrides) =>
        Read(source, text, overrides).Map(EquationSolve.Run);

    /// <summary>The problem of a file, or its first fault with file, line and mend.</summary>
    /// <param name="source">The name of the file, for messages.</param>
    /// <param name="text">The file in UTF-8; comments and trailing commas are allowed.</param>
    /// <param name="overrides">What the command line changes.</param>
    public static Result<EquationProblem, ExperimentError> Read(
        string source, ReadOnlySpan<byte> text, EquationOverrides overrides) =>
        from piece in JsonPiece.Read(source, text)
        from fields in EquationFields.Of(piece, Used, Informal)
        from parameters in fields.NamedNumbers("parameters")
        from equations in fields.Texts("equations")
        from system in Traced(fields, equations, parameters)
        from y0 in fields.Numbers("y0", parameters)
        from sized in SizeFits(fields, y0, system)
        from span in Span(fields)
        from options in Options(fields, overrides)
        select new EquationProblem(system, [.. y0], span, options);

    private static Result<EquationSystem, ExperimentError> Traced(
        EquationFields fields,
        IReadOnlyList<JsonPiece.Text> equations,
        IReadOnlyList<KeyValuePair<string, double>> parameters) =>
        EquationSystem.Read([.. equations.Select(equation => equation.Value)], parameters).MapError(error =>
            new ExperimentError(
                equations.ElementAtOrDefault(error.Place.Equation - 1)?.Place ?? fields.Place,
                "equations",
                error.Describe()));

    private static Result<int, ExperimentError> SizeFits(
        EquationFields fields, IReadOnlyList<double> y0, EquationSystem system) =>
        y0.Count == system.States.Count
            ? y0.Count
            : fields.Error(
                "y0",
                Text($"expected {system.States.Count} numbers, one for each of {string.Join(", ", system.States)}, ")
                + Text($"found {y0.Count}."),
                "Add or remove numbers, or the lines of derivatives.");

    private static Result<EquationSpan, ExperimentError> Span(EquationFields fields) =>
        from t0 in fields.Number("t0")
        from t1 in fields.Number("t1")
        from times in fields.NumbersOr("times", [t1])
        from span in Ordered(fields, new EquationSpan(t0, t1, [.. times]))
        select span;

    private static Result<EquationSpan, ExperimentError> Ordered(EquationFields fields, EquationSpan span) =>
        span.Stray is { } stray
            ? fields.Error(
                "times",
                Text($"{stray} is out of order, or outside of t0 = {span.T0} to t1 = {span.T1}."),
                "Give times in the order from t0 to t1.")
            : span;

    private static Result<SolveOptions, ExperimentError> Options(
        EquationFields fields, EquationOverrides overrides) =>
        from jumps in fields.NumbersOr("discontinuities", [])
        from name in fields.TextOr("method", Methods.Tsit5.Name)
        from method in Methods.Named(overrides.Method ?? name).MapError(what => fields.Error("method", what))
        from relative in fields.PositiveOr("rtol", new SolveOptions().RelativeTolerance, overrides.RelativeTolerance)
        from absolute in fields.PositiveOr("atol", new SolveOptions().AbsoluteTolerance, overrides.AbsoluteTolerance)
        from steps in fields.PositiveOr("maximumSteps", StandardMaximumSteps)
        from controller in Controller(fields, method, overrides)
        select new SolveOptions
        {
            Method = method,
            Controller = controller,
            RelativeTolerance = relative,
            AbsoluteTolerance = absolute,
            MaximumSteps = (int)Math.Min(steps, int.MaxValue),
            StepTimes = [.. jumps.Distinct().Order()],
        };

    private static Result<StepSizeController, ExperimentError> Controller(
        EquationFields fields, Method method, EquationOverrides overrides)
    {
        if (fields.Has("step") || overrides.Step is not null)
        {
            return
                from step in fields.PositiveOr("step", standard: 0, overrides.Step)
                select (StepSizeController)new StepSizeController.Fixed(step);
        }

        return method.IsAdaptive
            ? new SolveOptions().Controller
            : fields.Error(
                "method",
                $"{method.Name} does not estimate its error, so it cannot choose its steps.",
                "Add \"step\": 0.01, say --step 0.01, or take an adaptive method, such as Tsit5.");
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
