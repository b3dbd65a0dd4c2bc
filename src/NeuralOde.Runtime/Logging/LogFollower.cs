using NeuralOde.Runtime.Files;

namespace NeuralOde.Runtime.Logging;

/// <summary>Reads the logs of many nodes while they are written.</summary>
/// <remarks>Files may appear, grow, rotate, be cut or go away between two looks, in any order.</remarks>
/// <param name="places">Files, or folders in which every <c>*.jsonl</c> is read, however deep.</param>
public sealed class LogFollower(IReadOnlyList<string> places) : IDisposable
{
    private readonly Dictionary<string, LogFile> _files = new(StringComparer.Ordinal);

    /// <summary>How many files are followed.</summary>
    public int Files => _files.Count;

    /// <summary>The files that could not be read at the last look, each with the reason.</summary>
    public IReadOnlyList<string> Unreadable { get; private set; } = [];

    /// <summary>The events that were written since the last look.</summary>
    public IReadOnlyList<LogRecord> Look()
    {
        var faults = new List<string>();
        var listed = places.SelectMany(FilesOf).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select(path => Tried(path, () => Found(path), "", faults))
            .ToHashSet(StringComparer.Ordinal);
        var records = new List<LogRecord>();
        foreach (var (beginning, file) in _files.ToArray())
        {
            var known = records.Count;
            if (file.IsTheSame) records.AddRange(LogRecord.Read(file.NewLines()));
            if (records.Count > known || listed.Contains(beginning)) continue;
            file.Dispose();
            _ = _files.Remove(beginning);
        }

        Unreadable = faults;
        return records;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var file in _files.Values) file.Dispose();
    }

    // What a file begins with; from now on it is followed under that, whatever its name will be.
    private string Found(string path)
    {
        var file = new LogFile(path);
        if (file.Beginning.Length > 0 && _files.TryAdd(file.Beginning, file)) return file.Beginning;
        file.Dispose();
        return file.Beginning;
    }

    private static IEnumerable<string> FilesOf(string place)
    {
        if (File.Exists(place)) return [Path.GetFullPath(place)];
        if (!Directory.Exists(place)) return [];
        var everywhere = new EnumerationOptions
        {
            RecurseSubdirectories = true,
            IgnoreInaccessible = true,
            AttributesToSkip = FileAttributes.None,
        };
        return Directory.EnumerateFiles(Path.GetFullPath(place), "*.jsonl", everywhere);
    }

    private static T Tried<T>(string path, Func<T> work, T otherwise, List<string> faults)
    {
        try
        {
            return work();
        }
        catch (Exception fault) when (FileError.IsOfFiles(fault))
        {
            faults.Add($"{path}: {fault.Message}");
            return otherwise;
        }
    }
}
