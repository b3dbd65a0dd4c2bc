using NeuralOde.Core.Values;

namespace NeuralOde.Runtime.Files;

/// <summary>Writes files that are whole or not there.</summary>
public static class AtomicFile
{
    /// <summary>The ending of a file that is being written.</summary>
    public const string Temporary = ".tmp";

    /// <summary>Writes a file under a temporary name, brings it to the disk, and gives it its name.</summary>
    /// <param name="path">
    /// The file; its folder is made where it is missing, and an older file is replaced.
    /// </param>
    /// <param name="bytes">Its content.</param>
    /// <returns>The path, or why it could not be written; an older file is then as it was.</returns>
    public static Result<string, FileError> Write(string path, ReadOnlySpan<byte> bytes)
    {
        var temporary = path + Temporary;
        try
        {
            if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder)
            {
                _ = Directory.CreateDirectory(folder);
            }
            using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                stream.Write(bytes);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
            return new Result<string, FileError>.Ok(path);
        }
        catch (Exception exception) when (FileError.IsOfFiles(exception))
        {
            Discard(temporary);
            return FileError.CannotWrite(path, exception);
        }
    }

    /// <summary>Removes a file that is not needed any more; that it stays is no harm.</summary>
    internal static void Discard(string path)
    {
        try
        {
            if (File.Exists(path)) File.Delete(path);
        }
        catch (Exception exception) when (FileError.IsOfFiles(exception))
        {
            // the file is in nobody's way: it is found and removed the next time
        }
    }
}
