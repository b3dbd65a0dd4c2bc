using NeuralOde.Core.Data;
using NeuralOde.Core.Training.Experiments;
using NeuralOde.Core.Values;
using NeuralOde.Runtime.Files;

namespace NeuralOde.Runtime.Experiments;

/// <summary>The one folder of which a node reads data files. An experiment comes from a peer, so the names in
/// it are not trusted: what would lead out of the folder is not followed.</summary>
/// <param name="folder">The folder.</param>
public sealed class DataRoot(string folder)
{
    private readonly string _root = Real(Path.GetFullPath(folder));

    /// <summary>The data of an experiment, if its files are here.</summary>
    public Result<PreparedData, string> Load(Experiment experiment) => Inside(experiment.Data).Bind(data =>
        ExperimentData.Load(data, [_root], ExperimentOutline.DataSeed(experiment)).MapError(error => $"{error}"));

    private Result<DataSection, string> Inside(DataSection section) => section switch
    {
        DataSection.Series series => Inside(series.File).Map(DataSection (file) => series with { File = file }),
        DataSection.Table { TargetFile: "" } table =>
            Inside(table.File).Map(DataSection (file) => table with { File = file }),
        DataSection.Table table =>
            from file in Inside(table.File)
            from target in Inside(table.TargetFile)
            select (DataSection)(table with { File = file, TargetFile = target }),
        _ => section,
    };

    // The file as it is named, or by its bare name, where either stands below the folder, links followed.
    private Result<string, string> Inside(string name)
    {
        foreach (var candidate in new[] { name, Path.GetFileName(name) })
        {
            var path = Path.GetFullPath(Path.Combine(_root, candidate));
            if (File.Exists(path) && IsBelow(path) && IsBelow(Real(path))) return new Result<string, string>.Ok(path);
        }

        return new Result<string, string>.Failed($"There is no file {name} below {_root}.");
    }

    private bool IsBelow(string path) => path.StartsWith(
        _root.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    // Every link on the way is followed, not only the last one.
    private static string Real(string path)
    {
        var real = Path.GetPathRoot(path)!;
        var parts = path[real.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries);
        foreach (var part in parts)
        {
            real = Path.Combine(real, part);
            FileSystemInfo entry = Directory.Exists(real) ? new DirectoryInfo(real) : new FileInfo(real);
            if (entry.LinkTarget is not null && entry.ResolveLinkTarget(returnFinalTarget: true) is { } target)
            {
                real = target.FullName;
            }
        }

        return real;
    }
}
