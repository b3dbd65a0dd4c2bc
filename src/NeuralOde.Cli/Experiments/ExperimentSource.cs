using System.Text;
using NeuralOde.Core.Values;
using NeuralOde.Runtime.Experiments;

namespace NeuralOde.Cli.Experiments;

/// <summary>Finds the experiment that the command line names: a built-in one, or a file.</summary>
/// <param name="Name">As messages call it.</param>
/// <param name="Folder">Where its data files may lie.</param>
/// <param name="Text">Its JSON in UTF-8.</param>
internal sealed record ExperimentSource(string Name, string Folder, byte[] Text)
{
    /// <summary>The experiment that a person means.</summary>
    public static Result<ExperimentSource, Failure> Find(string nameOrFile)
    {
        if (BuiltInExperiments.Names.Contains(nameOrFile))
        {
            return new ExperimentSource(nameOrFile + " (built in)", ".", BuiltInExperiments.Read(nameOrFile));
        }

        if (File.Exists(nameOrFile)) return Open(nameOrFile);
        var nearest = NearestName.To(nameOrFile, BuiltInExperiments.Names) is { } name ? $" Did you mean {name}?" : "";
        return Failure.Usage(
            $"{nameOrFile}: there is no such file, and no built-in experiment of that name.{nearest} "
            + $"Built in: {string.Join(", ", BuiltInExperiments.Names)}.");
    }

    /// <summary>An experiment that stands inside of a file.</summary>
    public static ExperimentSource Of(string file, string text) =>
        new($"{file} (experiment)", ".", Encoding.UTF8.GetBytes(text));

    /// <summary>The experiment, with what the command line changes.</summary>
    public Result<ExperimentDocument, Failure> Read(IReadOnlyList<string> changes) =>
        ExperimentJson.Read(Name, Text, changes).MapError(Failure.Usage);

    private static Result<ExperimentSource, Failure> Open(string file)
    {
        try
        {
            return new ExperimentSource(file, Path.GetDirectoryName(Path.GetFullPath(file))!, File.ReadAllBytes(file));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return Failure.Usage($"{file}: {error.Message}");
        }
    }
}
