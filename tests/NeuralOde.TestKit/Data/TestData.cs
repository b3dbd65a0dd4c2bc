using System.Runtime.CompilerServices;

namespace NeuralOde.TestKit.Data;

/// <summary>Where the data sets are that some tests need; they are not part of the repository.</summary>
public static class TestData
{
    private const string Variable = "NEURALODE_DATA";

    /// <summary>The folder of all data sets, or null when it is not there.</summary>
    public static string? Folder { get; } = Find();

    /// <summary>The path of a file or folder in it.</summary>
    /// <exception cref="InvalidOperationException">There is no data: mark the test with DataFact.</exception>
    public static string PathOf(params ReadOnlySpan<string> parts) => Folder is { } folder
        ? Path.Combine([folder, .. parts])
        : throw new InvalidOperationException(
            "A test that needs data is marked with DataFact or DataTheory.");

    /// <summary>Why a test that needs a data set is skipped, or null when it is there.</summary>
    internal static string? Missing(string dataSet) =>
        Folder is { } folder && Path.Exists(Path.Combine(folder, dataSet))
            ? null
            : $"The data set {dataSet} is not there: set {Variable} to the folder that holds it.";

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given)
        {
            return Directory.Exists(given) ? given : null;
        }
        for (var folder = new DirectoryInfo(Here()); folder is not null; folder = folder.Parent)
        {
            var shared = Path.Combine(folder.FullName, "shared", "data");
            if (Directory.Exists(shared)) return shared;
        }

        return null;
    }

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
