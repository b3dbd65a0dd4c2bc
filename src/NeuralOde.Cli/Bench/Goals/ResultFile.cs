using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using NeuralOde.Core.Values;
using NeuralOde.Runtime.Files;

namespace NeuralOde.Cli.Bench.Goals;

/// <summary>What was measured, with the machine and the program that it was measured on.</summary>
/// <param name="Processor">The name of the processor, and how many of its cores there are.</param>
/// <param name="Runtime">The version of .NET.</param>
/// <param name="Commit">The commit that the program was built from.</param>
/// <param name="Date">The day, as yyyy-MM-dd.</param>
/// <param name="Rows">The measurements.</param>
internal sealed record ResultFile(
    string Processor, string Runtime, string Commit, string Date, IReadOnlyList<Measurement> Rows)
{
    /// <summary>Measurements of this process.</summary>
    public static ResultFile Of(IReadOnlyList<Measurement> rows, TimeProvider time) => new(
        $"{ProcessorName()}, {Environment.ProcessorCount} cores",
        RuntimeInformation.FrameworkDescription,
        CommitOfProgram(),
        time.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        rows);

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static Result<ResultFile, Failure> Read(string file) =>
        InputFile.Read(file, File.ReadAllText).Bind(text => Parse(file, text));

    /// <summary>Writes one measurement a line, so that a new file shows what has changed.</summary>
    public Result<string, Failure> Write(string file) =>
        AtomicFile.Write(file, Encoding.UTF8.GetBytes(ToJson())).MapError(error => Failure.Usage($"{error}"));

    /// <summary>The table of goals, below a line that says where it comes from.</summary>
    public IReadOnlyList<string> Table() =>
    [
        $"{Processor}; {Runtime}; commit {Commit}; {Date}.",
        "",
        .. GoalTable.Lines(Rows),
    ];

    private static Result<ResultFile, Failure> Parse(string file, string text)
    {
        try
        {
            return JsonSerializer.Deserialize<ResultFile>(text, JsonSerializerOptions.Web)!;
        }
        catch (JsonException error)
        {
            return Failure.Data($"{file}: {error.Message} Write it again with neuralode bench --check --write.");
        }
    }

    private string ToJson()
    {
        var head = (JsonObject)JsonSerializer.SerializeToNode(this with { Rows = [] }, JsonSerializerOptions.Web)!;
        _ = head.Remove("rows");
        var rows = Rows.Select(row => $"    {row.ToJson()}");
        return $"{head.ToJsonString()[..^1]},\n  \"rows\": [\n{string.Join(",\n", rows)}\n  ]\n}}\n";
    }

    /// <summary>The build appends the commit to the version.</summary>
    private static string CommitOfProgram()
    {
        var version = typeof(ResultFile).Assembly
            .GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";
        return version.Split('+') is [_, { Length: >= 9 } commit] ? commit[..9] : "unknown";
    }

    private static string ProcessorName()
    {
        const string Name = "model name";
        return File.Exists("/proc/cpuinfo")
            && File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith(Name, StringComparison.Ordinal))
                is { } line
            ? line[(line.IndexOf(':', StringComparison.Ordinal) + 2)..]
            : RuntimeInformation.ProcessArchitecture.ToString();
    }
}
