using NeuralOde.Core.Values;
using NeuralOde.Runtime.Files;
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

        Assert.Equal(("spiral-1", "spiral-2"), (Path.GetFileName(first.FullPath), Path.GetFileName(second.FullPath)));
        Assert.Equal(new Result<string, FileError>.Ok(second.FullPath), RunFolder.Newest(_root.FullPath, "spiral"));
    }

    [Fact]
    public void A_folder_in_use_is_refused_with_the_process_that_uses_it()
    {
        using var held = Opened(RunFolder.Open(Path.Combine(_root.FullPath, "a")));

        var error = Assert.IsType<Result<RunFolder, FileError>.Failed>(RunFolder.Open(held.FullPath)).Error;

        Assert.Contains($"is in use by process {Environment.ProcessId}", error.Message, StringComparison.Ordinal);
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

    [Fact]
    public void A_folder_that_cannot_be_made_is_an_error_with_its_path()
    {
        var file = _root.File("taken");

        var error = Assert.IsType<Result<RunFolder, FileError>.Failed>(RunFolder.Open(Path.Combine(file, "run"))).Error;

        Assert.Contains("cannot be written", error.Message, StringComparison.Ordinal);
        Assert.Contains("--out", error.Message, StringComparison.Ordinal);
    }

    private static RunFolder Opened(Result<RunFolder, FileError> result) =>
        Assert.IsType<Result<RunFolder, FileError>.Ok>(result).Value;
}
