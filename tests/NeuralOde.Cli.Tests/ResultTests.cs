using System.Globalization;
using System.Text.Json;
using NeuralOde.Cli.Tests.BadInput;
using Xunit;

namespace NeuralOde.Cli.Tests;

public sealed class ResultTests
{
    [Fact]
    public async Task The_last_line_of_a_training_is_one_object_that_an_evaluation_agrees_with()
    {
        using var folder = new CaseFolder();

        var trained = await ProgramRun.Of(folder.Path, "train", "small.json", "--out", "run", "--json", "--seed", "3");
        var evaluated = await ProgramRun.Of(folder.Path, "evaluate", "run", "--json", "--out", "measured");

        var (result, again) = (Last(trained), Last(evaluated));
        Assert.Equal(0, trained.ExitCode);
        Assert.Equal(3, result.GetProperty("steps").GetInt64());
        Assert.Equal(3, result.GetProperty("seed").GetInt64());
        Assert.Equal("finished", result.GetProperty("ended").GetString());
        Assert.Equal(64, result.GetProperty("parametersSha256").GetString()!.Length);
        Assert.True(result.GetProperty("makespanOverIdeal").GetDouble() > 0);
        Assert.All(
            result.GetProperty("idle").EnumerateObject(), worker => Assert.InRange(worker.Value.GetDouble(), 0, 1));
        Assert.All(
            result.GetProperty("paths").EnumerateObject(),
            path => Assert.True(Path.Exists(path.Value.GetString()), path.Name));
        foreach (var name in new[] { "finalLoss", "nfeForward", "trainLoss", "parametersSha256", "parameters" })
        {
            Assert.Equal(result.GetProperty(name).GetRawText(), again.GetProperty(name).GetRawText());
        }

        Assert.True(File.Exists(Path.Combine(folder.Path, "measured", "evaluation.json")));
    }

    [Fact]
    public async Task Any_number_of_threads_trains_the_same_bits()
    {
        using var folder = new CaseFolder();
        string[] common = ["train", "small.json", "--json", "--set", "data.examples=40", "--set", "data.noise=0.1", "--set",
            "training.microBatch=4", "--set", "training.shards=3", "--set", "training.batch=20"];

        var runs = await Task.WhenAll(new[] { "1", "2", "4" }.Select(threads =>
            ProgramRun.Of(folder.Path, [.. common, "--threads", threads, "--out", $"run{threads}"])));

        _ = Assert.Single(runs.Select(run => Last(run).GetProperty("parametersSha256").GetString()).Distinct());
    }

    [Fact]
    public async Task Any_number_of_threads_evaluates_the_same_bits()
    {
        using var folder = new CaseFolder();
        string[] many = ["--json", "--set", "data.examples=300", "--set", "data.noise=0.1"];
        _ = await ProgramRun.Of(folder.Path, ["train", "small.json", .. many, "--out", "run"]);

        var runs = await Task.WhenAll(new[] { "1", "2", "3" }.Select(threads =>
            ProgramRun.Of(folder.Path, ["evaluate", "run", .. many, "--threads", threads])));

        Assert.All(runs, run => Assert.Equal(0, run.ExitCode));
        Assert.True(Last(runs[0]).GetProperty("trainLoss").GetDouble() > 0);
        _ = Assert.Single(runs.Select(run => Last(run).GetRawText()).Distinct());
    }

    [Fact]
    public async Task A_model_is_solved_and_predicts_alike()
    {
        using var folder = new CaseFolder();
        folder.AddRun();
        folder.Write("new.csv", "t,y1,y2\n0,2,0\n0.5,,\n1.5,,\n");

        var solved = await ProgramRun.Of(folder.Path, "solve", "run", "--y0", "2,0", "--times", "0,0.5,1.5");
        var predicted = await ProgramRun.Of(folder.Path, "predict", "run", "--data", "new.csv");

        Assert.Equal(0, solved.ExitCode);
        Assert.StartsWith("t,y1,y2\n0,2,0\n0.5,", solved.Output, StringComparison.Ordinal);
        Assert.Equal(solved.Output, predicted.Output);
    }

    [Fact]
    public async Task Equations_are_solved_to_17_digits()
    {
        using var folder = new CaseFolder();
        folder.Write(
            "decay.json", """{ "equations": ["y1' = -k*y1"], "parameters": { "k": 0.5 }, "t0": 0, "t1": 2, "y0": [1] }""");

        var run = await ProgramRun.Of(
            folder.Path, "solve", "decay.json", "--rtol", "1e-12", "--atol", "1e-14", "--times", "1,2", "--method", "Dopri5");

        var lines = run.Output.TrimEnd().Split('\n').Select(line => line.Split(',')).ToArray();
        Assert.Equal(["t", "y1"], lines[0]);
        Assert.Equal(["1", "2"], lines.Skip(1).Select(line => line[0]));
        // 1e-10: a hundred steps of tolerance 1e-12.
        Assert.Equal(Math.Exp(-0.5), double.Parse(lines[1][1], CultureInfo.InvariantCulture), 1e-10);
        Assert.Equal(Math.Exp(-1), double.Parse(lines[2][1], CultureInfo.InvariantCulture), 1e-10);
    }

    private static JsonElement Last(ProgramRun run) =>
        JsonDocument.Parse(run.Output.TrimEnd().Split('\n')[^1]).RootElement;
}
