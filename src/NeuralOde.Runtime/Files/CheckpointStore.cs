using System.Globalization;
using NeuralOde.Core.Data;
using NeuralOde.Core.Training;
using NeuralOde.Core.Values;

namespace NeuralOde.Runtime.Files;

/// <summary>Keeps the newest checkpoints of a run in a folder, and the best one apart.</summary>
/// <param name="folder">The folder.</param>
/// <param name="keep">How many of the newest stay; at least 1.</param>
public sealed class CheckpointStore(string folder, int keep)
{
    private const string Prefix = "checkpoint-";
    private const string Ending = ".safetensors";

    /// <summary>The file of the checkpoint with the best validation.</summary>
    public string BestPath => Path.Combine(folder, "best" + Ending);

    /// <summary>Writes a checkpoint, and then removes those that are older than the newest ones.</summary>
    /// <returns>Its path, or why it could not be written; then every older one is still there.</returns>
    public Result<string, FileError> Save(TrainingCheckpoint checkpoint) => Save(checkpoint, stays: -1);

    /// <summary>Writes a checkpoint, and then removes those that are older than the newest ones, but for those
    /// of a version.</summary>
    /// <param name="checkpoint">The checkpoint.</param>
    /// <param name="stays">The version.</param>
    /// <returns>As above.</returns>
    public Result<string, FileError> Save(TrainingCheckpoint checkpoint, long stays) =>
        AtomicFile.Write(PathOf(checkpoint), checkpoint.Write()).Map(path =>
        {
            var others = Paths().Where(other => other != path).Skip(keep - 1);
            foreach (var old in others.Except(Paths(stays))) AtomicFile.Discard(old);
            return path;
        });

    /// <summary>Removes the checkpoints of a version.</summary>
    public void Forget(long version)
    {
        foreach (var path in Paths(version)) AtomicFile.Discard(path);
    }

    /// <summary>Writes the checkpoint with the best validation in the place of the one before.</summary>
    public Result<string, FileError> SaveBest(TrainingCheckpoint checkpoint) =>
        AtomicFile.Write(BestPath, checkpoint.Write());

    /// <summary>The newest checkpoint that is whole, with those that are not.</summary>
    public CheckpointSearch Newest() => Search(Paths());

    /// <summary>A checkpoint of a version that is whole, with those that are not.</summary>
    public CheckpointSearch Of(long version) => Search(Paths(version));

    /// <summary>The checkpoints that are whole, from the oldest on.</summary>
    public IEnumerable<TrainingCheckpoint> All() => Paths().Reverse()
        .SelectMany(path => Load(path).Match<TrainingCheckpoint[]>(whole => [whole], _ => []));

    private static CheckpointSearch Search(IEnumerable<string> paths)
    {
        var damaged = new List<DataError>();
        foreach (var path in paths)
        {
            switch (Load(path))
            {
                case Result<TrainingCheckpoint, DataError>.Ok(var checkpoint):
                    return new CheckpointSearch.Found(checkpoint, path, damaged);
                case Result<TrainingCheckpoint, DataError>.Failed(var error):
                    damaged.Add(error);
                    break;
            }
        }

        return new CheckpointSearch.NoneWhole(damaged);
    }

    /// <summary>The checkpoint in a file.</summary>
    public static Result<TrainingCheckpoint, DataError> Load(string path) =>
        DataFiles.Read(path).Bind(bytes => TrainingCheckpoint.Read(path, bytes.Span));

    // Numbers have all their digits, so that the order of names is the order of (fence, version).
    private string PathOf(TrainingCheckpoint checkpoint) => Path.Combine(folder, string.Create(
        CultureInfo.InvariantCulture, $"{Prefix}{checkpoint.Fence:D8}{EndOf(checkpoint.State.Version)}"));

    private static string EndOf(long version) =>
        string.Create(CultureInfo.InvariantCulture, $"-{version:D12}{Ending}");

    private IEnumerable<string> Paths(long version) =>
        Paths().Where(path => path.EndsWith(EndOf(version), StringComparison.Ordinal));

    private string[] Paths() => Directory.Exists(folder)
        ? [.. Directory.EnumerateFiles(folder, $"{Prefix}*{Ending}").OrderDescending(StringComparer.Ordinal)]
        : [];
}

/// <summary>What a search for the newest checkpoint gave.</summary>
public abstract record CheckpointSearch
{
    private CheckpointSearch() { }

    /// <summary>A whole one.</summary>
    /// <param name="Checkpoint">Its content.</param>
    /// <param name="Path">Its file.</param>
    /// <param name="Damaged">What is wrong with those that would have been newer.</param>
    public sealed record Found(TrainingCheckpoint Checkpoint, string Path, IReadOnlyList<DataError> Damaged)
        : CheckpointSearch;

    /// <summary>There is none, or none of them is whole.</summary>
    /// <param name="Damaged">What is wrong with those that are there.</param>
    public sealed record NoneWhole(IReadOnlyList<DataError> Damaged) : CheckpointSearch;
}
