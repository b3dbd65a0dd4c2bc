using NeuralOde.Cli.Tests.BadInput;
using Xunit;

namespace NeuralOde.Cli.Tests;

public sealed class LogLevelTests
{
    [Theory]
    [InlineData("debug", true)]
    [InlineData("information", false)]
    public async Task A_debug_log_says_how_a_stage_is_carried_out(string level, bool says)
    {
        using var folder = new CaseFolder();

        var run = await ProgramRun.Of(folder.Path, "train", "small.json", "--out", "run", "--log-level", level);

        var log = await File.ReadAllTextAsync(Path.Combine(folder.Path, "run", "log.jsonl"));
        Assert.Equal(0, run.ExitCode);
        Assert.Equal(says, log.Contains("side by side", StringComparison.Ordinal));
    }
}
