using NeuralOde.Cli.Bench;
using NeuralOde.Cli.Bench.Goals;
using NeuralOde.Core.Values;
using NeuralOde.TestKit;
using Xunit;

namespace NeuralOde.Cli.Tests.Bench.Goals;

public sealed class ResultFileTests
{
    private static readonly Measurement Row = new("dense", "percentOfPeak", 93.5, new()
    {
        ["dtype"] = "f64",
        ["kernel"] = "affine",
        ["lanes"] = 32,
    });

    [Fact]
    public void What_was_written_is_read_again()
    {
        using var folder = new ScratchFolder();
        var path = Path.Combine(folder.Path, "results.json");
        var written = ResultFile.Of([Row], TimeProvider.System);

        _ = written.Write(path);
        var read = Assert.IsType<Result<ResultFile, Failure>.Ok>(ResultFile.Read(path)).Value;

        Assert.Equal(written with { Rows = read.Rows }, read);
        Assert.Equal(written.Rows.Select(row => row.ToJson()), read.Rows.Select(row => row.ToJson()));
        Assert.Equal(written.Table(), read.Table());
    }

    [Fact]
    public void A_file_of_something_else_is_refused()
    {
        using var folder = new ScratchFolder();
        var path = Path.Combine(folder.Path, "results.json");
        File.WriteAllText(path, "{ \"rows\": 3");

        var failure = Assert.IsType<Result<ResultFile, Failure>.Failed>(ResultFile.Read(path)).Error;

        Assert.Equal(ExitCode.Failed, failure.ExitCode);
        Assert.Contains("bench --check --write", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_table_says_where_its_numbers_are_from_and_what_they_reach()
    {
        var table = new ResultFile("a processor", "a runtime", "c0ffee", "2026-01-02", [Row]).Table();

        Assert.Equal("a processor; a runtime; commit c0ffee; 2026-01-02.", table[0]);
        Assert.Contains(table, line => line.Contains("| 93.5 %", StringComparison.Ordinal) && line.EndsWith("| yes |", StringComparison.Ordinal));
        Assert.Contains(table, line => line.Contains("not measured", StringComparison.Ordinal));
    }
}
