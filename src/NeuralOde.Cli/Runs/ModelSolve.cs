using System.Globalization;
using NeuralOde.Core.Data;
using NeuralOde.Core.Training.Experiments;
using NeuralOde.Core.Values;

namespace NeuralOde.Cli.Runs;

/// <summary>Solves a trained model from an initial state.</summary>
internal static class ModelSolve
{
    /// <summary>Writes the solution as CSV, in the unit of the data; times count from the model's t = 0.</summary>
    public static Result<ExitCode, Failure> Run(SolveRequest request) =>
        from function in TrainedFunction.Load(request.File, experiment => Changes(experiment, request))
        from examples in Examples(function, request)
        select CsvOutput.Write(
            [.. function.Trained.TargetNames.Prepend("t")], examples.Times, function.Predict(examples));

    private static IReadOnlyList<string> Changes(Experiment experiment, SolveRequest request) =>
    [
        .. from stage in Enumerable.Range(0, experiment.Model.Count)
           where experiment.Model[stage] is StageSection.Ode
           from change in new[]
           {
               ("method", request.Overrides.Method),
               ("relativeTolerance", Text(request.Overrides.RelativeTolerance)),
               ("absoluteTolerance", Text(request.Overrides.AbsoluteTolerance)),
               ("controller", Controller(request.Overrides.Step)),
           }
           where change.Item2 is not null
           select $"model.{stage}.{change.Item1}={change.Item2}",
    ];

    private static string? Controller(double? step) =>
        Text(step) is { } size ? $"{{\"kind\":\"fixed\",\"step\":{size}}}" : null;

    private static Result<Examples<double>, Failure> Examples(TrainedFunction function, SolveRequest request)
    {
        var names = function.Trained.InputNames;
        if (request.Y0.Length != names.Count)
        {
            return SolveRequest.WrongSize(names, request.Y0.Length);
        }

        if (!function.Model.PredictsObservations)
        {
            return Failure.Usage($"{request.File}: the model has no times of its own. Use neuralode predict.");
        }

        if (request.Times.Length == 0) return Failure.Usage("--times: say at which times the solution is wanted.");
        var backwards = request.Times[^1] < 0;
        if (request.Times.Zip(request.Times.Prepend(0)).Any(pair =>
                backwards ? pair.First > pair.Second : pair.First < pair.Second))
        {
            return Failure.Usage("--times: give times in order, away from t = 0.");
        }

        var y0 = request.Y0.ToArray();
        for (var i = 0; i < y0.Length; i++)
        {
            if (!function.Trained.Inputs.Logarithm[i]) continue;
            if (y0[i] <= 0)
            {
                return Failure.Usage($"--y0: {names[i]} must be positive, since the model sees its logarithm.");
            }

            y0[i] = Math.Log(y0[i]);
        }

        double[] none = [.. Enumerable.Repeat(double.NaN, request.Times.Length * function.Trained.TargetNames.Count)];
        return ExampleSets.Trajectory<double>(request.Times, none, y0) with { T0 = [0] };
    }

    private static string? Text(double? number) => number?.ToString("R", CultureInfo.InvariantCulture);
}
