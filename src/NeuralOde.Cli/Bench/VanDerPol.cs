using System.Globalization;
using System.Numerics;
using System.Text.Json.Nodes;
using NeuralOde.Core.Programs;
using NeuralOde.Core.Values;
using static NeuralOde.Core.Programs.Symbolic;

namespace NeuralOde.Cli.Bench;

/// <summary>Van der Pol's oscillator y'' = µ(1 − y²)y' − y from (2, 0) to t = 10, each example with its µ.</summary>
/// <remarks>Source: van der Pol, On relaxation-oscillations, Phil. Mag. 2, 1926.</remarks>
internal static class VanDerPol
{
    public const double Tolerance = 1e-6;
    private const int DefaultBatch = 8192;
    private const int MicroBatch = 1024;
    private const double T1 = 10, LeastMu = 0.1, GreatestMu = 20;

    private static readonly VectorField Field = VectorField.Define(
        2, 0, 1, (t, y, p, mu) => Vector(y[1], mu * (1 - y[0] * y[0]) * y[1] - y[0]));

    public static Result<Measurement[], Failure> Run(BenchRequest request) =>
        request.Precision is Precision.Single ? Run<float>(request) : Run<double>(request);

    /// <summary>How field and pullback are carried out.</summary>
    public static Result<string[], Failure> Explain(BenchRequest request) =>
        Explained.Of(Field, Plan(request), request);

    /// <summary>The batch that is asked for.</summary>
    public static Result<BatchProblem<T>, Failure> Problem<T>(BenchRequest request)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Mu(request).Map(mu => new BatchProblem<T>(
            Field, [], [.. mu.SelectMany(_ => (T[])[T.CreateChecked(2), T.Zero])], T1)
        {
            Inputs = [.. mu.Select(one => T.CreateChecked(one))],
        });

    /// <summary>How the batch is solved.</summary>
    public static BatchPlan Plan(BenchRequest request) => new(request.Options(Tolerance), request.Adjoint, MicroBatch);

    private static Result<Measurement[], Failure> Run<T>(BenchRequest request)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Problem<T>(request).Map(problem =>
            new BatchBench<T>("vdp", request, problem, Source(request)).Measure(Plan(request)));

    private static KeyValuePair<string, JsonNode?> Source(BenchRequest request) => request.Mu.Length > 0
        ? KeyValuePair.Create<string, JsonNode?>("mu", request.Mu)
        : KeyValuePair.Create<string, JsonNode?>("seed", request.Seed.Value);

    private static Result<double[], Failure> Mu(BenchRequest request) => request.Mu.Length > 0
        ? NumberLines(request.Mu).Bind(mu => BatchSize.FirstOf(mu, 1, request.Batch, request.Mu))
        : Enumerable.Range(0, request.Batch ?? DefaultBatch)
            .Select(i => LeastMu * Math.Pow(GreatestMu / LeastMu, request.Seed.Uniform((ulong)i))).ToArray();

    private static Result<double[], Failure> NumberLines(string file) =>
        from text in InputFile.Read(file, File.ReadAllLines)
        from numbers in text.Index().Where(line => line.Item.Trim().Length > 0).Traverse(line => Number(file, line))
        select numbers.ToArray();

    private static Result<double, Failure> Number(string file, (int Index, string Item) line) =>
        double.TryParse(line.Item, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        && double.IsFinite(number)
            ? number
            : Failure.Data(
                $"{file}, line {line.Index + 1}: expected a finite number, found '{line.Item.Trim()}'. "
                + "Write one µ a line.");
}
