using System.CommandLine;
using System.Globalization;
using NeuralOde.Cli.Bench;
using NeuralOde.Core.Adjoints;
using NeuralOde.Core.Solving;
using NeuralOde.Core.Values;

namespace NeuralOde.Cli.Commands;

/// <summary>The options of <c>neuralode bench</c>; each benchmark reads those that concern it.</summary>
internal static class BenchOptions
{
    private const int Checkpoints = 8;
    private const int MostThreads = 1024;
    private const int MostWorkers = 64;
    private const int MostLanes = 4096;
    private const int MostExamples = 10_000_000;
    private const int MostRepeats = 1_000;

    private static readonly string[] AdjointNames = ["discrete", "checkpointed", "backsolve"];

    private static readonly Option<int?> Threads = Whole(
        "--threads", MostThreads, "Solves at the same time; 1 by default.");

    private static readonly Option<int?> Workers = Whole(
        "--workers", MostWorkers, "Workers of a cluster; 2 processes by default, 8 in modes.");

    private static readonly Option<int?> Batch = Whole("--batch", MostExamples, "Number of examples.");

    private static readonly Option<int?> Repeats = Whole(
        "--repeats", MostRepeats, "Warm runs, of which the median is taken; 5 by default.");

    private static readonly Option<int?> Seed = Whole(
        "--seed", int.MaxValue, "Source of all that is drawn; 1 by default.");

    private static readonly Option<double?> RelativeTolerance = Tolerance("--rtol", "Relative");
    private static readonly Option<double?> AbsoluteTolerance = Tolerance("--atol", "Absolute");

    private static readonly Option<string> Mu = File(
        "--mu", "Text file of the µ of vdp and refill, one a line; otherwise they are drawn.");

    private static readonly Option<string> Weights = File(
        "--weights", "Safetensors file of mlp and narrow: W1, b1, W2, … as [out, in], y0 as [batch, in].");

    private static readonly Option<Precision?> NumberType = Parsed<Precision?>(
        "--dtype", "Type of the numbers: f32 or f64.", text => Dtype.Named(text), "one of f32, f64");

    private static readonly Option<Method?> MethodName = Parsed(
        "--method", "Method with adaptive steps; Dopri5 by default.", AdaptiveMethod,
        $"one of {string.Join(", ", Methods.All.Where(IsAdaptive).Select(method => method.Name))}");

    private static readonly Option<Adjoint?> AdjointName = Parsed(
        "--adjoint", "How the gradient comes back; discrete by default.", AdjointNamed,
        $"one of {string.Join(", ", AdjointNames)}");

    private static readonly Option<string> Published = new("--published")
    {
        Description = "Folder of a published program, for times of whole processes; the running program by default.",
        HelpName = "DIR",
    };

    private static readonly Option<int?> Lanes = Parsed<int?>(
        "--lanes", "Lanes of a tile; chosen by the size of the state by default.",
        text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && (number == 1 || (number % 16 == 0 && number is > 0 and <= MostLanes)) ? number : null,
        string.Create(CultureInfo.InvariantCulture, $"1, or a multiple of 16 up to {MostLanes}"));

    private static readonly Option<bool> Once = new("--once")
    {
        Description = "Do the work of spiral once, cold, to be measured from outside.",
    };

    private static readonly Option<bool> Processes = new("--processes")
    {
        Description = "Train modes with real processes, over the time of the clock on the wall; it takes 3 minutes.",
    };

    private static readonly Option<string> Csv = File("--csv", "File that growth and modes write their points to.");
    private static readonly Option<string> Plot = File("--plot", "File that growth and modes draw their points in, as SVG.");

    public static IReadOnlyList<Option> All { get; } =
    [
        Threads, Workers, NumberType, RelativeTolerance, AbsoluteTolerance, Batch, MethodName, AdjointName, Repeats, Seed, Mu, Weights,
        Lanes, Published, Once, Processes, Csv, Plot,
    ];

    /// <summary>What a command line without faults asks for.</summary>
    public static BenchRequest Request(ParseResult parsed)
    {
        var standard = new BenchRequest();
        return new()
        {
            Threads = parsed.GetValue(Threads) ?? standard.Threads,
            Workers = parsed.GetValue(Workers),
            Precision = parsed.GetValue(NumberType),
            RelativeTolerance = parsed.GetValue(RelativeTolerance),
            AbsoluteTolerance = parsed.GetValue(AbsoluteTolerance),
            Batch = parsed.GetValue(Batch),
            Method = parsed.GetValue(MethodName) ?? standard.Method,
            Adjoint = parsed.GetValue(AdjointName) ?? standard.Adjoint,
            Repeats = parsed.GetValue(Repeats) ?? standard.Repeats,
            Lanes = parsed.GetValue(Lanes) ?? standard.Lanes,
            Seed = parsed.GetValue(Seed) is { } seed ? new((ulong)seed) : standard.Seed,
            Mu = parsed.GetValue(Mu) ?? "",
            Weights = parsed.GetValue(Weights) ?? "",
            Published = parsed.GetValue(Published) ?? "",
            Csv = parsed.GetValue(Csv) ?? "",
            Plot = parsed.GetValue(Plot) ?? "",
            Once = parsed.GetValue(Once),
            Processes = parsed.GetValue(Processes),
        };
    }

    private static Method? AdaptiveMethod(string name) =>
        Methods.Named(name).Match<Method?>(method => IsAdaptive(method) ? method : null, _ => null);

    private static bool IsAdaptive(Method method) => method is Method.ExplicitRungeKutta { Tableau.HasError: true };

    private static Adjoint? AdjointNamed(string name) => name switch
    {
        "discrete" => new Adjoint.Discrete(),
        "checkpointed" => new Adjoint.Checkpointed(Checkpoints),
        "backsolve" => new Adjoint.Backsolve(),
        _ => null,
    };

    private static Option<int?> Whole(string name, int most, string what) => Parsed<int?>(
        name, what,
        text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= 1 && number <= most ? number : null,
        string.Create(CultureInfo.InvariantCulture, $"a whole number from 1 to {most}"));

    private static Option<double?> Tolerance(string name, string kind) => Parsed<double?>(
        name, $"{kind} tolerance of a step.",
        text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && number > 0 && double.IsFinite(number) ? number : null,
        "a finite number above 0");

    private static Option<string> File(string name, string what) =>
        new(name) { Description = what, HelpName = "FILE" };

    private static Option<T?> Parsed<T>(string name, string what, Func<string, T?> parse, string expected) => new(name)
    {
        Description = what,
        HelpName = "VALUE",
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (parse(text) is { } found) return found;
            result.AddError($"{name}: expected {expected}, found '{text}'.");
            return default;
        },
    };
}
