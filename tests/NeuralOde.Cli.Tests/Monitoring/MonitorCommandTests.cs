using System.Text.Json;
using NeuralOde.Actors.Reporting;
using NeuralOde.TestKit;
using Xunit;
using static NeuralOde.Cli.Tests.Monitoring.LogLines;

namespace NeuralOde.Cli.Tests.Monitoring;

public sealed class MonitorCommandTests
{
    [Fact]
    public async Task A_snapshot_is_one_json_object_of_the_logs_of_several_nodes()
    {
        using var folder = new ScratchFolder();
        folder.Write("a.jsonl", Text(LogLines.Of("alpha", (0, new TrainingEvent.RunClaimed(new(1), new(0))))));
        folder.Write("b.jsonl", Text(LogLines.Of("beta", (1, Step(1, 2.5)))));

        var run = await ProgramRun.Of(folder.Path, "monitor", ".", "--json");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        var snapshot = JsonDocument.Parse(run.Output).RootElement;
        Assert.Equal(2, snapshot.GetProperty("nodes").EnumerateObject().Count());
        Assert.Equal(2.5, snapshot.GetProperty("runs")[0].GetProperty("loss").GetDouble());
    }

    [Fact]
    public async Task Without_a_terminal_what_is_shown_once_has_no_colours()
    {
        using var folder = new ScratchFolder();
        folder.Write("a.jsonl", Text(LogLines.Of("alpha", (1, Step(1, 2.5)))));

        var run = await ProgramRun.Of(folder.Path, "monitor", ".", "--once");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("loss", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', run.Output);
    }

    [Fact]
    public async Task A_folder_that_is_not_there_ends_with_2_and_the_mend()
    {
        using var folder = new ScratchFolder();

        var run = await ProgramRun.Of(folder.Path, "monitor", "logs");

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith("logs: there is no such folder or file. Give", run.Error, StringComparison.Ordinal);
    }

    private static string Text(string[] lines) => string.Concat(lines.Select(line => line + "\n"));
}
