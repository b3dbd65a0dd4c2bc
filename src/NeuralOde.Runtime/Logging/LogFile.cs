using System.Text;

namespace NeuralOde.Runtime.Logging;

/// <summary>One file of a log, read on while it grows.</summary>
/// <remarks>It is held open, so what was written before it was renamed or deleted is still read. Only whole
/// lines are given; the rest of a line is waited for.</remarks>
internal sealed class LogFile : IDisposable
{
    private const int ChunkBytes = 1 << 16;
    private const int LongestLine = 1 << 22;
    private const int BeginningBytes = 256;

    private readonly byte[] _chunk = new byte[ChunkBytes];
    private readonly MemoryStream _unfinished = new();
    private readonly FileStream _file;
    private bool _skipping;

    /// <summary>Opens a file.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public LogFile(string path)
    {
        _file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1);
        Beginning = BeginningOf(_file);
    }

    /// <summary>What the file begins with, and what no other file begins with, since its first event has its
    /// time; empty while it has no whole event.</summary>
    /// <remarks>A name is not enough to know a file by: rotation gives it to another file.</remarks>
    public string Beginning { get; }

    /// <summary>Whether it is still the file that was opened, rather than cut and written anew.</summary>
    public bool IsTheSame => _file.Length >= _file.Position && BeginningOf(_file) == Beginning;

    /// <summary>The lines that were completed since it was asked last.</summary>
    public IEnumerable<string> NewLines()
    {
        int count;
        while ((count = _file.Read(_chunk)) > 0)
        {
            for (var start = 0; start < count;)
            {
                var end = Array.IndexOf(_chunk, (byte)'\n', start, count - start);
                Keep(_chunk.AsSpan(start, (end < 0 ? count : end) - start));
                start = end < 0 ? count : end + 1;
                if (end >= 0) yield return Finished();
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _file.Dispose();
        _unfinished.Dispose();
    }

    // A line that never ends is no event, and must not fill the memory.
    private void Keep(ReadOnlySpan<byte> bytes)
    {
        _skipping |= _unfinished.Length + bytes.Length > LongestLine;
        if (!_skipping) _unfinished.Write(bytes);
    }

    private string Finished()
    {
        var line = _skipping ? "" : Encoding.UTF8.GetString(_unfinished.GetBuffer(), 0, (int)_unfinished.Length);
        _unfinished.SetLength(0);
        _skipping = false;
        return line;
    }

    private static string BeginningOf(FileStream file)
    {
        Span<byte> bytes = stackalloc byte[BeginningBytes];
        bytes = bytes[..RandomAccess.Read(file.SafeFileHandle, bytes, 0)];
        var end = bytes.IndexOf((byte)'\n');
        return end >= 0 || bytes.Length == BeginningBytes
            ? Convert.ToHexString(end >= 0 ? bytes[..end] : bytes)
            : "";
    }
}
