using System.Diagnostics;
using NeuralOde.Core.Values;
using NeuralOde.Runtime.Files;
using NeuralOde.TestKit;
using Xunit;

namespace NeuralOde.Runtime.Tests.Files;

public sealed class RunFolderTests : IDisposable
{
    private readonly TemporaryFolder _root = new();

    public void Dispose() => _root.Dispose();

    [Fact]
    public void Runs_are_numbered()
    {
        using var first = Opened(RunFolder.Next(_root.FullPath, "spiral"));
        using var second = Opened(RunFolder.Next(_root.FullPath, "spiral"));

        Assert.Equal(
            ("spiral-1", "spiral-2"), (Path.GetFileName(first.FullPath), Path.GetFileName(second.FullPath)));
        Assert.Equal(
            new Result<string, FileError>.Ok(second.FullPath), RunFolder.Newest(_root.FullPath, "spiral"));
    }

    [Fact]
    public void A_folder_in_use_is_refused_with_the_process_that_uses_it()
    {
        using var held = Opened(RunFolder.Open(Path.Combine(_root.FullPath, "a")));

        var error = Assert.IsType<Result<RunFolder, FileError>.Failed>(RunFolder.Open(held.FullPath)).Error;

        Assert.Contains(
            $"is in use by process {Environment.ProcessId}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_was_given_free_or_left_by_a_killed_process_can_be_used_again()
    {
        var path = Path.Combine(_root.FullPath, "a");
        Opened(RunFolder.Open(path)).Dispose();
        File.WriteAllText(Path.Combine(path, ".lock"), "");
        File.WriteAllText(Path.Combine(path, ".owner"), "4000000");

        using var again = Opened(RunFolder.Open(path));

        Assert.Equal(path, again.FullPath);
    }

    [ToolFact("flock")]
    public void A_folder_is_locked_by_another_process_until_that_is_killed()
    {
        var path = Path.Combine(_root.FullPath, "a");
        Opened(RunFolder.Open(path)).Dispose();
        var start = new ProcessStartInfo(
            "flock", ["--no-fork", Path.Combine(path, ".lock"), "sh", "-c", "echo locked; exec sleep 600"])
        {
            RedirectStandardOutput = true,
        };
        using var other = Process.Start(start)!;
        Assert.Equal("locked", other.StandardOutput.ReadLine());

        var refused = RunFolder.Open(path);
        other.Kill(entireProcessTree: true);
        other.WaitForExit();
        using var free = Opened(RunFolder.Open(path));

        Assert.IsType<Result<RunFolder, FileError>.Failed>(refused);
        Assert.Equal(path, free.FullPath);
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_an_error_with_its_path()
    {
        var file = _root.File("taken");

        var error = Assert
            .IsType<Result<RunFolder, FileError>.Failed>(RunFolder.Open(Path.Combine(file, "run"))).Error;

        Assert.Contains("cannot be written", error.Message, StringComparison.Ordinal);
        Assert.Contains("--out", error.Message, StringComparison.Ordinal);
    }

    private static RunFolder Opened(Result<RunFolder, FileError> result) =>
        Assert.IsType<Result<RunFolder, FileError>.Ok>(result).Value;
}
