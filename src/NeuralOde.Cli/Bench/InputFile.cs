using NeuralOde.Core.Values;

namespace NeuralOde.Cli.Bench;

/// <summary>Reads the files that options name.</summary>
internal static class InputFile
{
    /// <summary>What is in a file, or that it cannot be read.</summary>
    public static Result<T, Failure> Read<T>(string file, Func<string, T> read)
    {
        try
        {
            return read(file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return Failure.Usage($"{file}: {error.Message} Name a file that is there and may be read.");
        }
    }
}

/// <summary>How many examples of a file are solved.</summary>
internal static class BatchSize
{
    /// <summary>The first examples, as many as --batch says, or all.</summary>
    /// <param name="values">Shape [examples, features].</param>
    /// <param name="features">The numbers of one example.</param>
    /// <param name="batch">What --batch says, if anything.</param>
    /// <param name="file">Where the values come from.</param>
    public static Result<T[], Failure> FirstOf<T>(T[] values, int features, int? batch, string file)
    {
        var examples = values.Length / features;
        if (examples == 0) return Failure.Data($"{file} holds no example. Write one at least.");
        return batch > examples
            ? Failure.Usage($"--batch {batch}: {file} holds only {examples} examples. Ask for at most so many.")
            : values[..((batch ?? examples) * features)];
    }
}
