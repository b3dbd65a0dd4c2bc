namespace NeuralOde.Runtime.Files;

/// <summary>Why a file or folder cannot be written or used.</summary>
/// <param name="Path">The file or folder.</param>
/// <param name="What">What happened, as the end of a sentence that begins with the path.</param>
/// <param name="Mend">What to do.</param>
public sealed record FileError(string Path, string What, string Mend)
{
    /// <summary>What happened, where, and the mend, in sentences.</summary>
    public string Message => $"{Path} {What}. {Mend}";

    /// <inheritdoc/>
    public override string ToString() => Message;

    /// <summary>The error that an exception of the file system means.</summary>
    internal static FileError CannotWrite(string path, Exception exception) => new(
        path, $"cannot be written: {Reason(exception)}", exception is IOException
            ? "Check that there is room on the disk and that the folder is one, or choose another one with --out."
            : "Give yourself the right to write there, or choose another folder with --out.");

    /// <summary>What the file system says, without a full stop.</summary>
    internal static string Reason(Exception exception) => exception switch
    {
        UnauthorizedAccessException => "access is denied",
        DirectoryNotFoundException => "its folder does not exist",
        _ => exception.Message.TrimEnd('.'),
    };

    /// <summary>Whether an exception is one that files cause, rather than a mistake of ours.</summary>
    internal static bool IsOfFiles(Exception exception) =>
        exception is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException;
}
