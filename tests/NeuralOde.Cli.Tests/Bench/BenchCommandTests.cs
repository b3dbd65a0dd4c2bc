using System.Text.Json;
using NeuralOde.TestKit;
using Xunit;

namespace NeuralOde.Cli.Tests.Bench;

public sealed class BenchCommandTests
{
    private static readonly string[] Solving =
    [
        "peakGflops", "seconds", "secondsFirst", "nsPerLaneStep", "nsPerLaneEvaluation", "nfe", "sumY",
        "bytesAllocated",
    ];

    public static TheoryData<string, string[]> Metrics => new()
    {
        { "peak", ["peakGflops"] },
        { "dense", ["peakGflops", "seconds", "percentOfPeak"] },
        { "conv", ["peakGflops", "seconds", "percentOfPeak"] },
        { "tanh", ["peakGflops", "seconds", "nsPerElement", "gigaPerSecond", "maximumUlps"] },
        { "fields", ["peakGflops", "nsPerLaneEvaluation", "timesHandWritten"] },
        {
            "spiral",
            [
                "peakGflops", "seconds", "secondsFirst", "secondsProcess", "nfe", "nvjp", "finalLoss", "bytesAllocated",
            ]
        },
        { "vdp", Solving },
        { "mlp", [.. Solving, "percentOfPeak", "nvjp", "sumGradient", "speedup"] },
        { "narrow", [.. Solving, "percentOfPeak", "nvjp", "sumGradient"] },
        { "refill", ["peakGflops", "seconds", "nfe", "laneEvaluations", "evaluationsSaved", "timesRefilled"] },
        { "growth", ["seconds", "bytesRetained", "bytesHeld"] },
        { "startup", ["secondsToFirstStep", "secondsProcess"] },
    };

    [Theory, MemberData(nameof(Metrics))]
    public async Task Every_line_is_an_object_with_bench_metric_value_and_config(string bench, string[] metrics)
    {
        using var folder = new ScratchFolder();

        var run = await ProgramRun.Of(folder.Path, "bench", bench, "--batch", "9", "--repeats", "1", "--threads", "2");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        var lines = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement).ToArray();
        Assert.All(lines, line => Assert.Equal(
            ["bench", "metric", "value", "config"], line.EnumerateObject().Select(property => property.Name)));
        Assert.All(lines, line => Assert.Equal(bench, line.GetProperty("bench").GetString()));
        Assert.All(lines, line => Assert.True(double.IsFinite(line.GetProperty("value").GetDouble())));
        Assert.All(lines, line => Assert.Contains(
            line.GetProperty("config").GetProperty("dtype").GetString(), (string[])["f32", "f64"]));
        Assert.Empty(metrics.Except(lines.Select(line => line.GetProperty("metric").GetString()!)));
    }

    [Fact]
    public async Task Explained_fields_show_their_layout_and_take_another()
    {
        using var folder = new ScratchFolder();

        var chosen = await ProgramRun.Of(folder.Path, "bench", "mlp", "vdp", "--explain");
        var asked = await ProgramRun.Of(folder.Path, "bench", "vdp", "--explain", "--lanes", "1");

        Assert.Equal((0, 0), (chosen.ExitCode, asked.ExitCode));
        Assert.Contains("product 128×64 by panels", chosen.Output, StringComparison.Ordinal);
        Assert.Contains("chain ", chosen.Output, StringComparison.Ordinal);
        Assert.Contains("one lane, its features side by side", asked.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_name_the_benchmarks_are_listed()
    {
        using var folder = new ScratchFolder();

        var run = await ProgramRun.Of(folder.Path, "bench");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(
            [
                "peak", "dense", "conv", "tanh", "fields", "spiral", "vdp", "mlp", "narrow", "refill", "startup", "growth",
                "modes", "join", "cluster", "costs", "makespan",
            ],
            run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')[0]));
    }

    [Fact]
    public async Task A_check_ends_with_the_table_that_the_written_file_gives_again()
    {
        using var folder = new ScratchFolder();

        var check = await ProgramRun.Of(
            folder.Path, "bench", "tanh", "--check", "--repeats", "1", "--write", "results.json");
        var table = await ProgramRun.Of(folder.Path, "bench", "--table", "results.json");

        Assert.Equal((0, "", 0, ""), (check.ExitCode, check.Error, table.ExitCode, table.Error));
        Assert.EndsWith(table.Output[table.Output.IndexOf('|', StringComparison.Ordinal)..], check.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("There is no benchmark 'spiral2'", "Did you mean spiral?", "spiral2")]
    [InlineData("--explain peak: it has no plan to show", "Leave the name away", "peak", "--explain")]
    [InlineData("--threads: expected a whole number from 1 to", "found '0'", "peak", "--threads", "0")]
    [InlineData("--batch: expected a whole number from 1 to", "found 'many'", "vdp", "--batch", "many")]
    [InlineData("--repeats: expected a whole number from 1 to", "found '1.5'", "vdp", "--repeats", "1.5")]
    [InlineData("--seed: expected a whole number from 1 to", "found '-1'", "vdp", "--seed", "-1")]
    [InlineData("--rtol: expected a finite number above 0", "found '0'", "vdp", "--rtol", "0")]
    [InlineData("--atol: expected a finite number above 0", "found 'NaN'", "vdp", "--atol", "NaN")]
    [InlineData("--dtype: expected one of f32, f64", "found 'f16'", "peak", "--dtype", "f16")]
    [InlineData("--method: expected one of ", "found 'Rk4'", "vdp", "--method", "Rk4")]
    [InlineData("--adjoint: expected one of discrete", "found 'none'", "mlp", "--adjoint", "none")]
    [InlineData("absent.txt", "Name a file that is there", "vdp", "--mu", "absent.txt")]
    [InlineData("absent.safetensors", "Name a file that is there", "mlp", "--weights", "absent.safetensors")]
    [InlineData("absent.json", "Name a file that is there", "--table", "absent.json")]
    [InlineData("neuralode is not there", "--published DIR", "startup", "--published", "absent")]
    public async Task A_wrong_value_ends_with_2_and_says_what_was_expected(
        string what, string found, params string[] arguments)
    {
        using var folder = new ScratchFolder();

        var run = await ProgramRun.Of(folder.Path, ["bench", .. arguments]);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(what, run.Error, StringComparison.Ordinal);
        Assert.Contains(found, run.Error, StringComparison.Ordinal);
    }
}
