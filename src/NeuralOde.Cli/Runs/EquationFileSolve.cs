using System.Globalization;
using NeuralOde.Core.Solving;
using NeuralOde.Core.Solving.Equations;
using NeuralOde.Core.Values;
using NeuralOde.Runtime.Equations;

namespace NeuralOde.Cli.Runs;

/// <summary>Solves the equations of a file.</summary>
internal static class EquationFileSolve
{
    /// <summary>Writes the solution as CSV; what was reached is written also when the solve fails.</summary>
    public static Result<ExitCode, Failure> Run(SolveRequest request) =>
        from text in Read(request.File)
        from problem in EquationProblemJson.Read(request.File, text, request.Overrides)
            .MapError(error => Failure.Usage($"{error}"))
        from changed in Changed(problem, request)
        select Write(EquationSolve.Run(changed));

    private static Result<byte[], Failure> Read(string file)
    {
        try
        {
            return File.ReadAllBytes(file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return Failure.Usage(
                $"{file}: {error.Message} Give a file of equations, or a model that ends in .safetensors.");
        }
    }

    private static Result<EquationProblem, Failure> Changed(EquationProblem problem, SolveRequest request)
    {
        var states = problem.System.States;
        if (request.Y0.Length > 0 && request.Y0.Length != states.Count)
        {
            return SolveRequest.WrongSize(states, request.Y0.Length);
        }

        var span = request.Times.Length == 0
            ? problem.Span
            : problem.Span with { T1 = request.Times[^1], Times = [.. request.Times] };
        return span.Stray is { } stray
            ? Failure.Usage(string.Create(
                CultureInfo.InvariantCulture,
                $"--times: {stray} is out of order, or before t0 = {span.T0}. Give times in the order from t0 on."))
            : problem with { Span = span, Y0 = request.Y0.Length == 0 ? problem.Y0 : [.. request.Y0] };
    }

    private static ExitCode Write(EquationSolution solution)
    {
        Console.Out.Write(solution.ToCsv());
        if (solution.Outcome is LaneOutcome.Finished) return ExitCode.Done;
        Console.Error.WriteLine(solution.Outcome.Describe(example: 0));
        return ExitCode.Failed;
    }
}
