using NeuralOde.Runtime.Experiments;

namespace NeuralOde.Cli.Commands;

/// <summary><c>neuralode schema</c>: the JSON schema of experiment files.</summary>
internal static class SchemaCommand
{
    public static Verb Create() => new Verb(
        "schema",
        "Writes the JSON schema of experiment files: every field with its meaning, unit, range and default.",
        "neuralode schema > experiment.schema.json")
        .Does(_ =>
        {
            Console.Out.WriteLine(ExperimentSchema.Write());
            return ExitCode.Done;
        });
}
