using NeuralOde.TestKit;
using Xunit;

namespace NeuralOde.Cli.Tests.Reports;

public sealed class ReportCommandTests
{
    [Fact]
    public async Task Logs_that_lie_elsewhere_give_the_same_report()
    {
        using var folder = new ScratchFolder();
        var run = Path.Combine(folder.Path, "run");
        var report = Path.Combine(run, "report.html");
        var logs = Path.Combine(folder.Path, "logs");
        _ = await ProgramRun.Of(folder.Path, "train", "toy", "--set", "training.steps=3", "--out", run);
        _ = await ProgramRun.Of(folder.Path, "report", run);
        var beside = File.ReadAllText(report);
        _ = Directory.CreateDirectory(logs);
        File.Move(Path.Combine(run, "log.jsonl"), Path.Combine(logs, "of-a-node.jsonl"));

        var without = await ProgramRun.Of(folder.Path, "report", run);
        var bare = File.ReadAllText(report);
        var with = await ProgramRun.Of(folder.Path, "report", run, "--logs", logs);

        Assert.Equal((0, 0), (without.ExitCode, with.ExitCode));
        Assert.NotEqual(beside, bare);
        Assert.Equal(beside, File.ReadAllText(report));
    }

    [Fact]
    public async Task A_folder_of_logs_that_is_missing_is_named()
    {
        using var folder = new ScratchFolder();

        var run = await ProgramRun.Of(folder.Path, "report", folder.Path, "--logs", "nowhere");

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith("--logs nowhere: there is no such folder or file.", run.Error, StringComparison.Ordinal);
    }
}
