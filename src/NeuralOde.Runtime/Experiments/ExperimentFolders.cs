using System.Text.Json;
using NeuralOde.Core.Values;
using NeuralOde.Runtime.Files;

namespace NeuralOde.Runtime.Experiments;

/// <summary>The folders in which the data files of an experiment are looked for, in order.</summary>
public static class ExperimentFolders
{
    /// <summary>The folder that was given with its parent, then that of the experiment file.</summary>
    /// <param name="data">The folder that was given; empty for none.</param>
    /// <param name="experiment">The folder of the experiment file.</param>
    public static IReadOnlyList<string> Of(string data, string experiment) => data.Length == 0
        ? [Path.GetFullPath(experiment)]
        : [Path.GetFullPath(data), Path.GetFullPath(Path.Combine(data, "..")), Path.GetFullPath(experiment)];

    /// <summary>Keeps the folders of a run, so that it can be resumed and evaluated from anywhere.</summary>
    /// <param name="file">The file to write.</param>
    /// <param name="folders">The folders.</param>
    public static Result<string, FileError> Save(string file, IReadOnlyList<string> folders) =>
        AtomicFile.Write(file, Json(folders));

    // The serialiser would look at types for longer than the rest of the run's description takes.
    private static byte[] Json(IReadOnlyList<string> folders)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartArray();
            foreach (var folder in folders) writer.WriteStringValue(folder);
            writer.WriteEndArray();
        }

        return buffer.ToArray();
    }

    /// <summary>The folders of a run; none where they cannot be read.</summary>
    /// <param name="file">The file that was written.</param>
    public static IReadOnlyList<string> Load(string file)
    {
        try
        {
            return JsonSerializer.Deserialize<string[]>(File.ReadAllBytes(file)) ?? [];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            return [];
        }
    }
}
