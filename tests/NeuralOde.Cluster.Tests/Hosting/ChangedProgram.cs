using Xunit;

namespace NeuralOde.Cluster.Tests.Hosting;

/// <summary>A copy of the program with some bytes changed: a program of another build, or one that computes other
/// bits.</summary>
internal sealed class ChangedProgram : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("neuralode-changed-").FullName;

    /// <summary>Copies the program that was built.</summary>
    /// <param name="assembly">The file that is changed.</param>
    /// <param name="from">What stands in it.</param>
    /// <param name="to">What stands there afterwards; just as long.</param>
    public ChangedProgram(string assembly, ReadOnlySpan<byte> from, ReadOnlySpan<byte> to)
    {
        foreach (var file in Directory.EnumerateFiles(AppContext.BaseDirectory))
        {
            File.Copy(file, Path.Combine(_folder, Path.GetFileName(file)));
        }

        var bytes = File.ReadAllBytes(Path.Combine(_folder, assembly));
        var at = bytes.AsSpan().IndexOf(from);
        Assert.True(at >= 0 && from.Length == to.Length, $"{assembly} does not hold what shall be changed");
        to.CopyTo(bytes.AsSpan(at));
        File.WriteAllBytes(Path.Combine(_folder, assembly), bytes);
    }

    public NodePlace Place => new() { Program = Path.Combine(_folder, "neuralode.dll") };

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
