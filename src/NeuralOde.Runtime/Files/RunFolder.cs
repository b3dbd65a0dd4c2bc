using System.Globalization;
using NeuralOde.Core.Values;

namespace NeuralOde.Runtime.Files;

/// <summary>The folder of a run, locked while it is used.</summary>
/// <remarks>The operating system holds the lock, so it ends with the process however that ends.</remarks>
public sealed class RunFolder : IDisposable
{
    private const string LockName = ".lock";
    private const string OwnerName = ".owner";

    private readonly FileStream _lock;

    private RunFolder(string path, FileStream held) => (FullPath, _lock) = (path, held);

    /// <summary>The folder.</summary>
    public string FullPath { get; }

    /// <summary>Where checkpoints are.</summary>
    public string Checkpoints => Path.Combine(FullPath, "checkpoints");

    /// <summary>Where the trained model is.</summary>
    public string Model => Path.Combine(FullPath, "model.safetensors");

    /// <summary>Where the report is.</summary>
    public string Report => Path.Combine(FullPath, "report.html");

    /// <summary>Where the log is.</summary>
    public string Log => Path.Combine(FullPath, "log.json");

    /// <summary>Locks a folder, which is made where it is missing.</summary>
    public static Result<RunFolder, FileError> Open(string path)
    {
        var full = Path.GetFullPath(path);
        try
        {
            _ = Directory.CreateDirectory(full);
        }
        catch (Exception exception) when (FileError.IsOfFiles(exception))
        {
            return FileError.CannotWrite(path, exception);
        }

        return Lock(full);
    }

    /// <summary>Locks the first folder NAME-1, NAME-2 … that was not used yet.</summary>
    /// <param name="root">The folder of all runs.</param>
    /// <param name="name">The name of the experiment.</param>
    public static Result<RunFolder, FileError> Next(string root, string name)
    {
        for (var number = 1; ; number++)
        {
            var path = Path.Combine(root, string.Create(CultureInfo.InvariantCulture, $"{name}-{number}"));
            if (Directory.Exists(path)) continue;
            var opened = Open(path);
            if (opened is Result<RunFolder, FileError>.Failed && IsTaken(path)) continue;
            return opened;
        }
    }

    /// <summary>The newest folder NAME-N of an experiment, for a run that goes on.</summary>
    public static Result<string, FileError> Newest(string root, string name)
    {
        var newest = Directory.Exists(root)
            ? Directory.EnumerateDirectories(root, $"{name}-*").MaxBy(path => NumberOf(path, name))
            : null;
        return newest is not null && NumberOf(newest, name) > 0
            ? new Result<string, FileError>.Ok(newest)
            : new FileError(
                Path.Combine(root, $"{name}-1"),
                "does not exist",
                "Train first, or say with --out which run goes on.");
    }

    /// <summary>Gives the folder free.</summary>
    public void Dispose()
    {
        AtomicFile.Discard(Path.Combine(FullPath, OwnerName));
        _lock.Dispose();
    }

    private static Result<RunFolder, FileError> Lock(string path)
    {
        try
        {
            var held = new FileStream(
                Path.Combine(path, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            var folder = new RunFolder(path, held);
            File.WriteAllText(
                Path.Combine(path, OwnerName), Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
            return folder;
        }
        catch (IOException) when (IsTaken(path))
        {
            return new FileError(
                path,
                $"is in use{Owner(path)}",
                "Wait until that run ends, or choose another folder with --out.");
        }
        catch (Exception exception) when (FileError.IsOfFiles(exception))
        {
            return FileError.CannotWrite(path, exception);
        }
    }

    private static bool IsTaken(string path)
    {
        try
        {
            var file = Path.Combine(path, LockName);
            if (!File.Exists(file)) return false;
            using var probe = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.None);
            return false;
        }
        catch (IOException)
        {
            return true;
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static string Owner(string path)
    {
        try
        {
            return $" by process {File.ReadAllText(Path.Combine(path, OwnerName))}";
        }
        catch (Exception exception) when (FileError.IsOfFiles(exception))
        {
            return "";
        }
    }

    private static int NumberOf(string path, string name) =>
        int.TryParse(
            Path.GetFileName(path).AsSpan(name.Length + 1),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var number)
            ? number
            : 0;
}
