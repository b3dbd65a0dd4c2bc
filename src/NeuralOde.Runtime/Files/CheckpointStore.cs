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
    public Result<string, FileError> Save(TrainingCheckpoint checkpoint) =>
        AtomicFile.Write(PathOf(checkpoint), checkpoint.Write()).Map(path =>
        {
            foreach (var old in Paths().Where(other => other != path).Skip(keep - 1)) AtomicFile.Discard(old);
            return path;
        });

    /// <summary>Writes the checkpoint with the best validation in the place of the one before.</summary>
    public Result<string, FileError> SaveBest(TrainingCheckpoint checkpoint) =>
        AtomicFile.Write(BestPath, checkpoint.Write());

    /// <summary>The newest checkpoint that is whole, with those that are not.</summary>
    public CheckpointSearch Newest()
    {
        var damaged = new List<DataError>();
        foreach (var path in Paths())
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
        CultureInfo.InvariantCulture, $"{Prefix}{checkpoint.Fence:D8}-{checkpoint.State.Version:D12}{Ending}"));

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
