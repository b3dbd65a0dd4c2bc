using System.Text;
using NeuralOde.Core.Data;
using NeuralOde.Core.Data.Formats;
using NeuralOde.Core.Values;

namespace NeuralOde.Runtime.Files;

/// <summary>Reads data files; what ends in <c>.gz</c> is unpacked on the way.</summary>
public static class DataFiles
{
    private const string Packed = ".gz";

    /// <summary>The first place where a file is.</summary>
    /// <param name="name">The file as the user named it.</param>
    /// <param name="folders">
    /// Where it is looked for, in order, with its own folder and without, unless the name says it all.
    /// </param>
    public static Result<string, DataError> Find(string name, IReadOnlyList<string> folders)
    {
        var bare = Path.GetFileName(name);
        string[] places =
        [
            .. folders
                .SelectMany(folder => new[] { Path.Combine(folder, name), Path.Combine(folder, bare) })
                .Distinct(),
        ];
        if (places.FirstOrDefault(File.Exists) is { } place) return new Result<string, DataError>.Ok(place);
        var neighbours = places.Select(Path.GetDirectoryName).Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder!))
            .Select(Path.GetFileName)
            .OfType<string>();
        return new DataError.Unreadable(name, $"there is no such file at {string.Join(" or ", places)}",
            NearestName.To(bare, neighbours) is { } nearest
                ? $"Did you mean {nearest}?"
                : "Say with --data in which folder it is.");
    }

    /// <summary>The content of a file, unpacked.</summary>
    /// <param name="path">The file.</param>
    public static Result<ReadOnlyMemory<byte>, DataError> Read(string path)
    {
        try
        {
            var length = new FileInfo(path).Length;
            if (length > DataLimits.FileBytes)
            {
                return new DataError.TooLarge(path, length, DataLimits.FileBytes);
            }
            ReadOnlyMemory<byte> bytes = File.ReadAllBytes(path);
            return path.EndsWith(Packed, StringComparison.OrdinalIgnoreCase)
                ? Gzip.Unpack(path, bytes)
                : bytes;
        }
        catch (Exception exception) when (FileError.IsOfFiles(exception))
        {
            return new DataError.Unreadable(
                path, exception is FileNotFoundException
                    ? "there is no such file"
                    : FileError.Reason(exception),
                "Check its name, and that you may read it.");
        }
    }

    /// <summary>The table in a CSV file, plain or packed.</summary>
    /// <param name="path">The file.</param>
    /// <param name="header">Whether its first line names the columns.</param>
    public static Result<CsvTable, DataError> Table(string path, CsvHeader header) =>
        Read(path).Bind(bytes => Text(path, bytes)).Bind(text => CsvTable.Parse(path, text, header));

    /// <summary>The array in an npy, npz or idx file, plain or packed.</summary>
    /// <param name="path">The file.</param>
    /// <param name="name">The array of an npz file; empty for the only one.</param>
    public static Result<NumberArray, DataError> Array(
        string path, string name) => Read(path).Bind(bytes => Ending(path) switch
    {
        ".npy" => NpyArray.Parse(path, bytes.Span),
        ".npz" => NpzArchive.Parse(path, bytes).Bind(archive =>
            name.Length == 0 && archive.Arrays is [var only] ? only.Values : archive.Array(name)),
        _ => IdxArray.Parse(path, bytes.Span),
    });

    /// <summary>Whether a file is a table of text, by its name.</summary>
    public static bool IsTable(string path) => Ending(path) is ".csv" or ".txt" or ".data" or ".tsv";

    private static string Ending(string path) => Path.GetExtension(
        path.EndsWith(Packed, StringComparison.OrdinalIgnoreCase)
            ? path[..^Packed.Length]
            : path).ToLowerInvariant();

    private static Result<string, DataError> Text(string path, ReadOnlyMemory<byte> bytes)
    {
        try
        {
            return new Result<string, DataError>.Ok(Strict.GetString(bytes.Span));
        }
        catch (DecoderFallbackException exception)
        {
            return new DataError.Malformed(path, exception.Index, "a byte that is no UTF-8 text", "a CSV file",
                "Save the file as UTF-8; if its name should end in .gz, rename it.");
        }
    }

    private static readonly UTF8Encoding Strict =
        new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
}
