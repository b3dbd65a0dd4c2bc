using System.Runtime.CompilerServices;
using Xunit;

namespace NeuralOde.Cli.Tests.Bench.Goals;

public sealed class ReadmeTableTests
{
    private const string Begin = "<!-- measured: tests/NeuralOde.Benchmarks/measure writes what follows -->\n";
    private const string End = "<!-- end of what was measured -->\n";

    [Fact]
    public async Task The_table_of_the_readme_is_what_the_program_makes_of_the_committed_results()
    {
        var readme = File.ReadAllText(Path.Combine(Root(), "README.md"));
        var results = Path.Combine(Root(), "tests", "NeuralOde.Benchmarks", "results", "results.json");

        var run = await ProgramRun.Of(Root(), "bench", "--table", results);

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(run.Output, readme.Split(Begin)[1].Split(End)[0]);
    }

    private static string Root([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", ".."));
}
