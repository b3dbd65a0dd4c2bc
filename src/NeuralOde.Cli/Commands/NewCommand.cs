using System.CommandLine;
using NeuralOde.Cli.Experiments;
using NeuralOde.Core.Values;
using NeuralOde.Runtime.Experiments;

namespace NeuralOde.Cli.Commands;

/// <summary><c>neuralode new</c>: an experiment file to edit.</summary>
internal static class NewCommand
{
    private static readonly Argument<string> Name = new("NAME")
    {
        Description = "Name of the experiment, and of its file.",
    };

    private static readonly Option<string> Like = new("--like")
    {
        Description = $"Built-in experiment to begin from: {string.Join(", ", BuiltInExperiments.Names)}.",
        DefaultValueFactory = _ => "spiral",
    };

    public static Verb Create()
    {
        var verb = new Verb(
            "new",
            "Writes an experiment file NAME.json to edit, every field in it with its meaning and unit.",
            "neuralode new pendulum",
            "neuralode new letters --like digits")
        {
            Name,
            Like,
        };
        return verb.Does(parsed => Write(parsed.GetRequiredValue(Name), parsed.GetRequiredValue(Like)));
    }

    private static Result<ExitCode, Failure> Write(string name, string like)
    {
        if (name.Length == 0 || name.IndexOfAny(Path.GetInvalidFileNameChars()) >= 0)
        {
            return Failure.Usage($"'{name}' is no name for a file. Take letters, digits and hyphens.");
        }

        return from source in BuiltIn(like)
               from document in source.Read([$"name={name}"])
               from written in Save($"{name}.json", ExperimentTemplate.Write(document.Experiment))
               select written;
    }

    private static Result<ExperimentSource, Failure> BuiltIn(string like) =>
        BuiltInExperiments.Names.Contains(like)
            ? ExperimentSource.Find(like)
            : Failure.Usage($"--like {like}: expected one of {string.Join(", ", BuiltInExperiments.Names)}.");

    private static Result<ExitCode, Failure> Save(string file, string text)
    {
        if (File.Exists(file)) return Failure.Usage($"{file} is there already. Take another name, or remove it first.");
        try
        {
            File.WriteAllText(file, text);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return Failure.Data($"{file} could not be written: {error.Message}");
        }

        Console.Out.WriteLine($"{file} is written. Train it with: neuralode train {file}");
        return ExitCode.Done;
    }
}
