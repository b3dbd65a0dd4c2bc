namespace NeuralOde.Cli.Runs;

/// <summary>The files of a run's folder beside those that <c>RunFolder</c> names.</summary>
internal static class RunFiles
{
    /// <summary>The experiment, every field said.</summary>
    public static string Experiment(string folder) => Path.Combine(folder, "experiment.json");

    /// <summary>The folders in which its data files were looked for.</summary>
    public static string DataFolders(string folder) => Path.Combine(folder, "data-folders.json");

    /// <summary>The log.</summary>
    public static string Log(string folder) => Path.Combine(folder, "log.jsonl");

    /// <summary>The trained model.</summary>
    public static string Model(string folder) => Path.Combine(folder, "model.safetensors");

    /// <summary>The report.</summary>
    public static string Report(string folder) => Path.Combine(folder, "report.html");

    /// <summary>The folder of all runs that were given none of their own.</summary>
    public static string Root => Path.Combine(".artifacts", "runs");
}
