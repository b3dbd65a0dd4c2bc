using System.CommandLine;
using NeuralOde.Core.Values;

namespace NeuralOde.Cli.Commands;

/// <summary>One of the things the program does, with examples for its help.</summary>
internal sealed class Verb(string name, string description, params string[] examples) : Command(name, description)
{
    /// <summary>Command lines that work as they stand.</summary>
    public IReadOnlyList<string> Examples => examples;

    /// <summary>What the command does; a failure is written to standard error.</summary>
    public Verb Does(Func<ParseResult, Task<Result<ExitCode, Failure>>> work)
    {
        SetAction(async parsed => (int)(await work(parsed).ConfigureAwait(false)).Match(code => code, Report));
        return this;
    }

    /// <summary>What the command does at once.</summary>
    public Verb Does(Func<ParseResult, Result<ExitCode, Failure>> work) =>
        Does(parsed => Task.FromResult(work(parsed)));

    private static ExitCode Report(Failure failure)
    {
        Console.Error.WriteLine(failure.Message);
        return failure.ExitCode;
    }
}
