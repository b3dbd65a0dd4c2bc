using System.Security.Cryptography;
using NeuralOde.TestKit;

namespace NeuralOde.Cli.Tests.BadInput;

/// <summary>The folder of one case, with good files to spoil.</summary>
public sealed class CaseFolder : IDisposable
{
    /// <summary>An experiment of three steps that needs no file.</summary>
    public const string Small = """
        {
          "name": "small",
          "data": { "kind": "generator", "name": "spiral", "points": 5 },
          "model": [
            {
              "kind": "ode",
              "field": { "kind": "mlp", "hidden": [3] }
            }
          ],
          "optimiser": { "kind": "adam", "rate": 0.01 },
          "training": { "steps": 3, "checkpoint": { "every": 1 } },
          "report": { "write": false }
        }
        """;

    /// <summary>An experiment on <c>series.csv</c>.</summary>
    public const string Series = """
        {
          "name": "series",
          "data": {
            "kind": "series",
            "file": "series.csv",
            "time": "t",
            "columns": [{ "name": "a" }, { "name": "b", "range": [0, 10] }]
          },
          "model": [{ "kind": "ode", "field": { "kind": "mlp", "hidden": [3] } }],
          "training": { "steps": 1 }
        }
        """;

    /// <summary>An experiment on <c>inputs.npy</c> and <c>targets.npy</c>, or other files by <c>--set</c>.</summary>
    public const string Table = """
        {
          "name": "table",
          "data": { "kind": "table", "file": "inputs.npy", "targetFile": "targets.npy" },
          "model": [{ "kind": "dense" }],
          "training": { "steps": 1 }
        }
        """;

    private readonly ScratchFolder _scratch = new();

    public CaseFolder()
    {
        _ = _scratch.Write("small.json", Small);
        _ = _scratch.Write("series.json", Series);
        _ = _scratch.Write("table.json", Table);
        _ = _scratch.Write("series.csv", "t,a,b\n0,1,2\n1,1.5,2.5\n2,2,3\n");
    }

    /// <summary>Where it is.</summary>
    public string Path => _scratch.Path;

    /// <summary>Writes a file.</summary>
    public void Write(string name, string text) => _scratch.Write(name, text);

    /// <summary>Writes a file.</summary>
    public void Write(string name, byte[] bytes) => File.WriteAllBytes(System.IO.Path.Combine(Path, name), bytes);

    /// <summary>Puts the small experiment's run, trained to its end, into the folder <c>run</c>.</summary>
    public void AddRun()
    {
        foreach (var file in Directory.EnumerateFiles(TrainedRuns.Small.Value, "*", SearchOption.AllDirectories))
        {
            var copy = System.IO.Path.Combine(Path, "run", System.IO.Path.GetRelativePath(TrainedRuns.Small.Value, file));
            _ = Directory.CreateDirectory(System.IO.Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    /// <summary>Changes the bytes of a file of the run, or of its newest checkpoint.</summary>
    public void Spoil(string name, Func<byte[], byte[]> change)
    {
        var file = name == "newest"
            ? Directory.EnumerateFiles(System.IO.Path.Combine(Path, "run", "checkpoints")).Max()!
            : System.IO.Path.Combine(Path, name);
        File.WriteAllBytes(file, change(File.ReadAllBytes(file)));
    }

    /// <summary>Changes all checkpoints of the run.</summary>
    public void SpoilCheckpoints(Func<byte[], byte[]> change)
    {
        foreach (var file in Directory.EnumerateFiles(System.IO.Path.Combine(Path, "run", "checkpoints"))) Spoil(file, change);
    }

    /// <summary>The checksum of every file; the lock of a run's folder is none of its content.</summary>
    public IReadOnlyDictionary<string, string> Content() => Directory
        .EnumerateFiles(Path, "*", SearchOption.AllDirectories)
        .Where(file => !file.EndsWith(".lock", StringComparison.Ordinal) && !file.EndsWith(".owner", StringComparison.Ordinal))
        .ToDictionary(file => file, file => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file))));

    public void Dispose() => _scratch.Dispose();
}
