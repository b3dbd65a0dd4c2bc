using System.CommandLine;
using System.CommandLine.Parsing;
using NeuralOde.Core.Values;

namespace NeuralOde.Cli.Consoles;

/// <summary>Says what is wrong with a command line.</summary>
internal static class UsageFault
{
    /// <summary>Writes every fault with the nearest valid name to standard error.</summary>
    public static ExitCode Report(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        foreach (var message in parsed.Errors.Select(error => error.Message).Distinct(StringComparer.Ordinal))
        {
            Console.Error.WriteLine($"{message}{Suggestion(command, parsed.UnmatchedTokens, message)}");
        }

        Console.Error.WriteLine($"See {PathOf(parsed.CommandResult)} --help.");
        return ExitCode.Usage;
    }

    private static string PathOf(SymbolResult? result) => result switch
    {
        CommandResult { Command: not RootCommand } command => $"{PathOf(command.Parent)} {command.Command.Name}",
        _ => "neuralode",
    };

    private static string Suggestion(Command command, IReadOnlyList<string> unmatched, string message)
    {
        var token = unmatched.FirstOrDefault(token => message.Contains($"'{token}'", StringComparison.Ordinal));
        var known = token is ['-', ..]
            ? command.Options.Select(option => option.Name).Append("--help")
            : command.Subcommands.Select(subcommand => subcommand.Name);
        return token is not null && NearestName.To(token, known) is { } nearest ? $" Did you mean {nearest}?" : "";
    }
}
