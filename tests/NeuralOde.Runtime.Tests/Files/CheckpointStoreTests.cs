using NeuralOde.Core.Data;
using NeuralOde.Core.Training;
using NeuralOde.Core.Values;
using NeuralOde.Runtime.Files;
using Xunit;

namespace NeuralOde.Runtime.Tests.Files;

public sealed class CheckpointStoreTests : IDisposable
{
    // Linux: every write to it fails as on a full disk.
    private const string FullDevice = "/dev/full";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_checkpoint_survives_the_disk()
    {
        var store = Store(keep: 3);

        var path = Saved(store, At(7));

        var found = Assert.IsType<CheckpointSearch.Found>(store.Newest());
        Assert.Equal((At(7), path), (found.Checkpoint, found.Path));
        Assert.Empty(found.Damaged);
    }

    [Fact]
    public void A_version_can_be_asked_for_kept_and_forgotten()
    {
        var store = Store(keep: 2);

        foreach (var version in new[] { 1, 2, 3, 4, 5 }) _ = store.Save(At(version), stays: 2);

        Assert.IsType<CheckpointSearch.NoneWhole>(store.Of(3));
        Assert.Equal(At(2), Assert.IsType<CheckpointSearch.Found>(store.Of(2)).Checkpoint);
        store.Forget(5);
        Assert.Equal(At(4), Assert.IsType<CheckpointSearch.Found>(store.Newest()).Checkpoint);
    }

    [Fact]
    public void Only_the_newest_stay_and_the_best_stays_apart()
    {
        var store = Store(keep: 2);

        foreach (var version in new[] { 1, 2, 3, 10 }) Saved(store, At(version));
        Assert.IsType<Result<string, FileError>.Ok>(store.SaveBest(At(2)));

        Assert.Equal(
            ["best.safetensors", "checkpoint-00000001-000000000003.safetensors", "checkpoint-00000001-000000000010.safetensors"],
            Directory.EnumerateFiles(_folder.FullPath).Select(Path.GetFileName).Order(
                StringComparer.Ordinal));
        Assert.Equal(At(2), CheckpointStore.Load(store.BestPath).Match(
            best => best, error => throw new InvalidDataException(error.Message)));
    }

    [Fact]
    public void A_later_reign_is_newer_than_a_higher_version()
    {
        var store = Store(keep: 3);

        Saved(store, At(9));
        Saved(store, At(4) with { Fence = 2 });

        Assert.Equal(2, Assert.IsType<CheckpointSearch.Found>(store.Newest()).Checkpoint.Fence);
    }

    [Theory]
    [InlineData("flipped")]
    [InlineData("cut off")]
    [InlineData("empty")]
    public void A_damaged_checkpoint_is_reported_and_the_one_before_is_used(string damage)
    {
        var store = Store(keep: 3);
        Saved(store, At(1));
        var path = Saved(store, At(2));
        var bytes = File.ReadAllBytes(path);

        bytes[^5] ^= 16;
        File.WriteAllBytes(path, damage switch { "flipped" => bytes, "cut off" => bytes[..^9], _ => [] });

        var found = Assert.IsType<CheckpointSearch.Found>(store.Newest());
        Assert.Equal(At(1), found.Checkpoint);
        Assert.Contains(path, Assert.Single(found.Damaged).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_whole_is_a_case_of_its_own()
    {
        _folder.File("checkpoint-00000001-000000000001.safetensors", "not a checkpoint");

        Assert.Single(Assert.IsType<CheckpointSearch.NoneWhole>(Store(keep: 1).Newest()).Damaged);
    }

    [Fact]
    public void A_checkpoint_that_cannot_be_written_leaves_the_older_ones()
    {
        var store = Store(keep: 1);
        Saved(store, At(1));
        _ = Directory.CreateDirectory(
            Path.Combine(_folder.FullPath, "checkpoint-00000001-000000000002.safetensors"));

        var error = Assert.IsType<Result<string, FileError>.Failed>(store.Save(At(2))).Error;

        Assert.Contains("cannot be written", error.Message, StringComparison.Ordinal);
        Assert.Equal(At(1), Assert.IsType<CheckpointSearch.Found>(store.Newest()).Checkpoint);
        Assert.Empty(Directory.EnumerateFiles(_folder.FullPath, "*.tmp"));
    }

    [Fact]
    public void A_full_disk_is_an_error_and_leaves_the_older_ones()
    {
        var store = Store(keep: 1);
        var path = Saved(store, At(1)).Replace(
            "1.safetensors", "2.safetensors.tmp", StringComparison.Ordinal);
        if (!File.Exists(FullDevice)) return;
        _ = File.CreateSymbolicLink(path, FullDevice);

        var error = Assert.IsType<Result<string, FileError>.Failed>(store.Save(At(2))).Error;

        Assert.Contains("No space left", error.Message, StringComparison.Ordinal);
        Assert.Equal(At(1), Assert.IsType<CheckpointSearch.Found>(store.Newest()).Checkpoint);
    }

    [Fact]
    public void A_folder_that_is_a_file_is_an_error_with_its_path()
    {
        var file = _folder.File("taken");

        var error =
            Assert.IsType<Result<string, FileError>.Failed>(new CheckpointStore(file, 1).Save(At(1))).Error;

        Assert.Contains(file, error.Message, StringComparison.Ordinal);
    }

    private CheckpointStore Store(int keep) => new(_folder.FullPath, keep);

    private static string Saved(CheckpointStore store, TrainingCheckpoint checkpoint) =>
        Assert.IsType<Result<string, FileError>.Ok>(store.Save(checkpoint)).Value;

    private static TrainingCheckpoint At(long version) => new()
    {
        Run = "spiral-1",
        Fence = 1,
        Experiment = "{\"name\": \"spiral\"}",
        DataChecksum = DataChecksum.Of(),
        State = new(version, FlatVector.Of<double>([1.5, -2]), new(
            version, [new("mean", FlatVector.Of<double>([0.5, 0]))])),
        BestParameters = FlatVector.Of<double>([1, version]),
        Notes = [new("bestLoss", "0.25")],
    };
}
