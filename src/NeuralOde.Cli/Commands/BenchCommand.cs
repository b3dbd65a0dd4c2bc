using System.CommandLine;
using NeuralOde.Cli.Bench;
using NeuralOde.Cli.Bench.Costs;
using NeuralOde.Cli.Bench.Goals;
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

    private static readonly Option<bool> Check = new("--check")
    {
        Description = "Measure what is named, or all goals but those of clusters, and end with a table of what was reached.",
    };

    private static readonly Option<bool> Explain = new("--explain")
    {
        Description = "Measure nothing: show how fields and their pullbacks are laid out and carried out.",
    };

    private static readonly Option<string> WriteTo = new("--write")
    {
        Description = "Write the measurements to a file as well, with processor, runtime, commit and date.",
        HelpName = "FILE",
    };

    private static readonly Option<string> TableOf = new("--table")
    {
        Description = "Measure nothing: show the table of goals of a file that --write wrote.",
        HelpName = "FILE",
    };

    private static readonly Option<string> PageOf = new("--page")
    {
        Description = "Measure nothing: show what a file with makespan, join, cluster and costs says of clusters.",
        HelpName = "FILE",
    };

    public static Verb Create()
    {
        var verb = new Verb(
            "bench",
            "Measures speed, and writes one JSON object a line: bench, metric, value, config.",
            "neuralode bench",
            "neuralode bench peak spiral",
            "neuralode bench vdp --batch 8192 --rtol 1e-6 --atol 1e-6 --threads 2",
            "neuralode bench mlp --dtype f64 --adjoint checkpointed --repeats 9",
            "neuralode bench mlp spiral --explain",
            "neuralode bench vdp --explain --lanes 1",
            "neuralode bench growth --csv growth.csv --plot growth.svg",
            "neuralode bench modes --csv modes.csv --plot modes.svg",
            "neuralode bench modes --processes --plot modes-processes.svg",
            "neuralode bench --check --write results.json",
            "neuralode bench cluster makespan --check",
            "neuralode bench --table results.json")
        {
            Names,
            Check,
            Explain,
            WriteTo,
            TableOf,
            PageOf,
        };
        foreach (var option in BenchOptions.All) verb.Options.Add(option);
        return verb.Does(Run);
    }

    private static Result<ExitCode, Failure> Run(ParseResult parsed)
    {
        if (parsed.GetValue(TableOf) is { } file) return ResultFile.Read(file).Map(found => Say(found.Table()));
        if (parsed.GetValue(PageOf) is { } page) return ResultFile.Read(page).Map(found => Say(CostPage.Lines(found)));
        var check = parsed.GetValue(Check);
        var names = parsed.GetValue(Names) ?? [];
        if (parsed.GetValue(Explain)) return ExplainAll(names, BenchOptions.Request(parsed));
        if (names.Length == 0 && !check) return List();
        return
            from benchmarks in (names.Length == 0 ? Benchmark.Names : names).Traverse(Find)
            let request = BenchOptions.Request(parsed)
            from parts in benchmarks.Traverse(benchmark => Run(
                benchmark, request, check && (names.Length == 0 || benchmark.Threads.Count > 0)))
            let rows = parts.SelectMany(part => part).ToArray()
            from written in Write(rows, parsed.GetValue(WriteTo) ?? "")
            select check ? Say(GoalTable.Lines(rows)) : ExitCode.Done;
    }

    private static Result<ExitCode, Failure> ExplainAll(string[] names, BenchRequest request) =>
        from benchmarks in (names.Length == 0 ? Benchmark.Names : names).Traverse(Find)
        from explained in benchmarks.Traverse(benchmark => benchmark.Explain(request)
            .Bind(lines => lines.Length > 0 || names.Length == 0 ? lines : NotExplained(benchmark)))
        select Say(explained.SelectMany(lines => lines));

    private static Result<string[], Failure> NotExplained(Benchmark benchmark) => Failure.Usage(
        $"--explain {benchmark.Name}: it has no plan to show. Leave the name away to see all that there are.");

    private static ExitCode List() => Say(Benchmark.All.Select(benchmark => $"{benchmark.Name,-8} {benchmark.Summary}"));

    private static Result<Benchmark, Failure> Find(string name)
    {
        if (Benchmark.All.FirstOrDefault(benchmark => benchmark.Name == name) is { } known) return known;
        var hint = NearestName.To(name, Benchmark.Names) is { } nearest ? $" Did you mean {nearest}?" : "";
        return Failure.Usage(
            $"There is no benchmark '{name}': expected one of {string.Join(", ", Benchmark.Names)}.{hint}");
    }

    /// <summary>Each benchmark is written when it is done.</summary>
    private static Result<Measurement[], Failure> Run(Benchmark benchmark, BenchRequest request, bool check) =>
        (check ? benchmark.RunForGoals(request) : benchmark.Run(request)).Map(measurements =>
        {
            _ = Say(measurements.Select(measurement => measurement.ToJson()));
            return measurements;
        });

    private static Result<string, Failure> Write(IReadOnlyList<Measurement> measurements, string file) =>
        file.Length == 0 ? "" : ResultFile.Of(measurements, TimeProvider.System).Write(file);

    private static ExitCode Say(IEnumerable<string> lines)
    {
        foreach (var line in lines) Console.Out.WriteLine(line);
        return ExitCode.Done;
    }
}
