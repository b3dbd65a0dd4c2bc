using System.CommandLine;
using System.Globalization;
using NeuralOde.Cli.Runs;
using NeuralOde.Runtime.Equations;

namespace NeuralOde.Cli.Commands;

/// <summary><c>neuralode solve</c>: solves equations, or a trained model, from an initial state.</summary>
internal static class SolveCommand
{
    private static readonly Argument<string> Source = new("FILE")
    {
        Description = "Equations as JSON, or a trained model (.safetensors, or the folder of a run).",
    };

    private static readonly Option<string> Method = new("--method")
    {
        Description = "Time-stepping formula in place of the file's; neuralode methods lists them.",
        HelpName = "NAME",
    };

    private static readonly Option<double?> RelativeTolerance = Tolerance("--rtol", "Relative");
    private static readonly Option<double?> AbsoluteTolerance = Tolerance("--atol", "Absolute");
    private static readonly Option<double?> Step = One("--step", "Size of every step; left out, steps follow the error.");
    private static readonly Option<double[]> Times = Numbers("--times", "Times at which the solution is wanted");
    private static readonly Option<double[]> Y0 = Numbers("--y0", "Initial state");

    public static Verb Create()
    {
        var verb = new Verb(
            "solve",
            "Solves equations, or a trained model, and writes CSV: t, y1, … with 17 significant digits.",
            "neuralode solve rober.json",
            "neuralode solve rober.json --method Dopri5 --rtol 1e-8 --atol 1e-10 --times 10,20",
            "neuralode solve model.safetensors --y0 2,0 --times 0.5,1,1.5")
        {
            Source,
            Method,
            RelativeTolerance,
            AbsoluteTolerance,
            Step,
            Times,
            Y0,
        };
        return verb.Does(parsed =>
        {
            var file = parsed.GetRequiredValue(Source);
            var wanted = new SolveRequest(
                file,
                new EquationOverrides(
                    parsed.GetValue(Method),
                    parsed.GetValue(RelativeTolerance),
                    parsed.GetValue(AbsoluteTolerance),
                    parsed.GetValue(Step)),
                parsed.GetValue(Times) ?? [],
                parsed.GetValue(Y0) ?? []);
            return Directory.Exists(file) || file.EndsWith(".safetensors", StringComparison.OrdinalIgnoreCase)
                ? ModelSolve.Run(wanted)
                : EquationFileSolve.Run(wanted);
        });
    }

    private static Option<double?> Tolerance(string name, string kind) =>
        One(name, $"{kind} tolerance of a step in place of the file's.");

    private static Option<double?> One(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "NUMBER",
        CustomParser = result => OneNumber(result.Tokens[0].Value, name, result.AddError),
    };

    private static Option<double[]> Numbers(string name, string what) => new(name)
    {
        Description = $"{what}, separated by commas, in place of the file's.",
        HelpName = "A,B,…",
        CustomParser = result =>
            [.. result.Tokens[0].Value.Split(',').Select(text => OneNumber(text, name, result.AddError))],
    };

    private static double OneNumber(string text, string name, Action<string> fault)
    {
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && double.IsFinite(number))
        {
            return number;
        }

        fault($"{name}: expected a finite number, found '{text}'. Separate numbers by commas, as in 0.5,1.");
        return 0;
    }
}
