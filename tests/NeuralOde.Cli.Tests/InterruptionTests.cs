using System.Diagnostics;
using System.Text.Json;
using NeuralOde.Cli.Tests.BadInput;
using NeuralOde.TestKit;
using Xunit;

namespace NeuralOde.Cli.Tests;

public sealed class InterruptionTests
{
    // Long enough that a signal after the first line comes before the end; what is resumed is as short as it may be.
    private const string Endless = "training.steps=1000000";

    private static readonly string[] Training = ["train", "small.json", "--out", "run", "--set", Endless];

    private static readonly TimeSpan SlowSave = TimeSpan.FromSeconds(5);

    [Theory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    public async Task A_signal_saves_what_was_reached_and_the_rest_gives_the_same_bits(string signal, int exitCode)
    {
        using var folder = new ScratchFolder();
        _ = folder.Write("small.json", CaseFolder.Small);

        var stopped = await ProgramRun.Of(
            folder.Path, ["train", "small.json", "--out", "run", "--json", "--set", Endless], SignalAfterFirstStep(signal));
        var steps = Result(stopped).GetProperty("steps").GetInt64();
        var more = $"training.steps={steps + 5}";
        var resumed = await ProgramRun.Of(folder.Path, "train", "--resume", "run", "--json", "--threads", "1", "--set", more);
        var whole = await ProgramRun.Of(folder.Path, "train", "small.json", "--out", "whole", "--json", "--set", more);

        Assert.Equal(exitCode, stopped.ExitCode);
        Assert.Equal("stopped", Result(stopped).GetProperty("ended").GetString());
        Assert.Equal(steps + 5, Result(resumed).GetProperty("steps").GetInt64());
        Assert.Equal(Sha256(whole), Sha256(resumed));
    }

    [ToolFact("strace")]
    public async Task A_save_that_takes_five_seconds_is_waited_for()
    {
        using var folder = new ScratchFolder();
        _ = folder.Write("small.json", CaseFolder.Small);

        var stopped = await ProgramRun.OnSlowDisk(
            SlowSave, folder.Path, [.. Training, "--json"], SignalAfterFirstStep("INT"));
        var steps = Result(stopped).GetProperty("steps").GetInt64();
        var checkpoint = Directory.EnumerateFiles(folder.Path, "checkpoint-*", SearchOption.AllDirectories).Max();

        Assert.Equal(130, stopped.ExitCode);
        Assert.Equal("stopped", Result(stopped).GetProperty("ended").GetString());
        Assert.EndsWith($"{steps:D12}.safetensors", checkpoint, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(folder.Path, "run", "model.safetensors")));
    }

    [ToolFact("strace")]
    public async Task A_second_signal_ends_while_the_first_one_still_saves()
    {
        using var folder = new ScratchFolder();
        _ = folder.Write("small.json", CaseFolder.Small);
        var afterFirstStep = SignalAfterFirstStep("INT");

        var stopped = await ProgramRun.OnSlowDisk(SlowSave, folder.Path, Training, (process, line) =>
        {
            if (line.StartsWith("Saving", StringComparison.Ordinal)) Send("INT", process);
            return afterFirstStep(process, line);
        });
        var isModelWritten = File.Exists(Path.Combine(folder.Path, "run", "model.safetensors"));
        var resumed = await ProgramRun.Of(folder.Path, "train", "--resume", "run", "--set", "training.steps=5000");

        Assert.Equal(130, stopped.ExitCode);
        Assert.Empty(stopped.Output);
        Assert.False(isModelWritten);
        Assert.Equal(0, resumed.ExitCode);
    }

    [Fact]
    public async Task A_folder_is_not_given_to_two_runs_at_once()
    {
        using var folder = new ScratchFolder();
        _ = folder.Write("small.json", CaseFolder.Small);
        var second = default(Task<ProgramRun>);

        var first = await ProgramRun.Of(
            folder.Path,
            ["train", "small.json", "--out", "run", "--set", Endless],
            async (process, line) =>
            {
                if (second is not null || !line.StartsWith("step", StringComparison.Ordinal)) return;
                second = ProgramRun.Of(folder.Path, "train", "--resume", "run");
                _ = await second;
                Send("INT", process);
            });

        Assert.Equal(130, first.ExitCode);
        Assert.Equal(1, (await second!).ExitCode);
        Assert.Contains("is in use by process", (await second).Error, StringComparison.Ordinal);
    }

    private static Func<Process, string, Task> SignalAfterFirstStep(string signal)
    {
        var sent = false;
        return (process, line) =>
        {
            if (sent || !line.StartsWith("step", StringComparison.Ordinal)) return Task.CompletedTask;
            sent = true;
            Send(signal, process);
            return Task.CompletedTask;
        };
    }

    private static string Sha256(ProgramRun run) => Result(run).GetProperty("parametersSha256").GetString()!;

    private static JsonElement Result(ProgramRun run) =>
        JsonDocument.Parse(run.Output.TrimEnd().Split('\n')[^1]).RootElement;

    private static void Send(string signal, Process process)
    {
        using var kill = Process.Start("sh", ["-c", $"kill -{signal} {process.Id}"]);
        kill.WaitForExit();
    }
}
