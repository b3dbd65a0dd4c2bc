using NeuralOde.TestKit;

namespace NeuralOde.Cli.Tests.BadInput;

/// <summary>Runs that were trained well once, for many cases to copy.</summary>
public static class TrainedRuns
{
    private static readonly ScratchFolder Scratch = new();

    /// <summary>The folder of the small experiment's run.</summary>
    public static Lazy<string> Small { get; } = new(() =>
    {
        _ = Scratch.Write("small.json", CaseFolder.Small);
        var run = ProgramRun.Of(Scratch.Path, "train", "small.json", "--out", "run", "--threads", "1").GetAwaiter().GetResult();
        return run.ExitCode == 0
            ? Path.Combine(Scratch.Path, "run")
            : throw new InvalidOperationException(run.Error);
    });
}
