using System.CommandLine;
using NeuralOde.Cli.Bench;
using NeuralOde.Core.Values;

namespace NeuralOde.Cli.Commands;

/// <summary><c>neuralode bench</c>: how fast this machine does it.</summary>
internal static class BenchCommand
{
    private static readonly Argument<string[]> Names = new("NAME")
    {
        Description = "What to measure; without a name the benchmarks are listed.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    public static Verb Create()
    {
        var verb = new Verb(
            "bench",
            "Measures speed, and writes one JSON object a line: bench, metric, value, config.",
            "neuralode bench",
            "neuralode bench peak spiral",
            "neuralode bench vdp --batch 8192 --rtol 1e-6 --atol 1e-6 --threads 2",
            "neuralode bench mlp --dtype f64 --adjoint checkpointed --repeats 9")
        {
            Names,
        };
        foreach (var option in BenchOptions.All) verb.Options.Add(option);
        return verb.Does(parsed =>
        {
            var names = parsed.GetValue(Names) ?? [];
            return names.Length == 0
                ? List()
                : names.Traverse(Find).Bind(benchmarks => Run(benchmarks, BenchOptions.Request(parsed)));
        });
    }

    private static Result<ExitCode, Failure> List()
    {
        foreach (var benchmark in Benchmark.All) Console.Out.WriteLine($"{benchmark.Name,-8} {benchmark.Summary}");
        return ExitCode.Done;
    }

    private static Result<Benchmark, Failure> Find(string name)
    {
        if (Benchmark.All.FirstOrDefault(benchmark => benchmark.Name == name) is { } known) return known;
        var names = Benchmark.All.Select(benchmark => benchmark.Name).ToArray();
        var hint = NearestName.To(name, names) is { } nearest ? $" Did you mean {nearest}?" : "";
        return Failure.Usage($"There is no benchmark '{name}': expected one of {string.Join(", ", names)}.{hint}");
    }

    /// <summary>Each benchmark is written when it is done.</summary>
    private static Result<ExitCode, Failure> Run(IReadOnlyList<Benchmark> benchmarks, BenchRequest request) =>
        benchmarks.Traverse(benchmark => benchmark.Run(request).Map(Write)).Map(_ => ExitCode.Done);

    private static ExitCode Write(Measurement[] measurements)
    {
        foreach (var measurement in measurements) Console.Out.WriteLine(measurement.ToJson());
        return ExitCode.Done;
    }
}
