using System.Globalization;
using System.Text;
using NeuralOde.Core.Values;
using NeuralOde.Runtime.Files;

namespace NeuralOde.Cli.Bench.Growth;

/// <summary>The files that hold how cost grows.</summary>
internal static class GrowthFiles
{
    /// <summary>Writes a file, unless its name is empty.</summary>
    public static Result<string, Failure> Write(string file, Func<string> text) => file.Length == 0
        ? ""
        : AtomicFile.Write(file, Encoding.UTF8.GetBytes(text())).MapError(error => Failure.Usage($"{error}"));

    /// <summary>One point a line, with a header.</summary>
    public static string Csv(IEnumerable<GrowthPoint> points) => string.Concat(
        points.Select(Line).Prepend("sweep,size,pass,seconds,retainedBytes,heldBytes\n"));

    private static string Line(GrowthPoint point) => string.Create(
        CultureInfo.InvariantCulture,
        $"{point.Sweep},{point.Size},{point.Pass},{point.Seconds:G6},{point.RetainedBytes},{point.HeldBytes}\n");
}
