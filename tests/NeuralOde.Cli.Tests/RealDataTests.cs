using System.Text.Json;
using NeuralOde.TestKit;
using NeuralOde.TestKit.Data;
using Xunit;

namespace NeuralOde.Cli.Tests;

public sealed class RealDataTests
{
    [DataFact("digits8x8")]
    public async Task Digits_are_read_rightly_more_often_than_96_times_in_100()
    {
        using var folder = new ScratchFolder();

        var runs = await Task.WhenAll(Enumerable.Range(1, 5).Select(seed => ProgramRun.Of(
            folder.Path, "train", "digits", "--data", TestData.PathOf(), "--json", "--seed", $"{seed}", "--out", $"run{seed}")));

        var accuracies = runs.Select(run => Last(run).GetProperty("testAccuracy").GetDouble()).Order().ToArray();
        Assert.True(accuracies[2] >= 0.965, string.Join(", ", accuracies));
    }

    [DataFact("lynx_hare")]
    public async Task Lynx_and_hare_are_forecast_about_as_well_as_by_the_known_fit()
    {
        using var folder = new ScratchFolder();

        var run = await ProgramRun.Of(
            folder.Path, "train", "lynx-hare", "--data", TestData.PathOf("lynx_hare"), "--json");

        // The Lotka–Volterra fit of the data's README, from its own start: 0.30 and 0.23 in 1916 to 1920; from the observation
        // of 1915: 0.17 and 0.38. A net that saw only what came before is allowed a half more than the larger ones.
        var errors = Last(run).GetProperty("testRmse");
        Assert.InRange(errors.GetProperty("hare").GetDouble(), 0, 0.45);
        Assert.InRange(errors.GetProperty("lynx").GetDouble(), 0, 0.57);
        Assert.True(File.Exists(Path.Combine(Last(run).GetProperty("paths").GetProperty("report").GetString()!)));
    }

    [DataFact("delhi_climate")]
    public async Task The_faults_of_Delhis_pressures_are_clipped_and_said()
    {
        using var folder = new ScratchFolder();

        var run = await ProgramRun.Of(
            folder.Path, "train", "delhi", "--data", TestData.PathOf(), "--json", "--set", "training.steps=20");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("(meanpressure_hpa): clipped 9 of 1462 values outside of 950 to 1050", run.Error, StringComparison.Ordinal);
        Assert.Contains("7679.33", run.Error, StringComparison.Ordinal);
    }

    private static JsonElement Last(ProgramRun run) =>
        run.ExitCode == 0
            ? JsonDocument.Parse(run.Output.TrimEnd().Split('\n')[^1]).RootElement
            : throw new InvalidOperationException(run.Error);
}
