using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using NeuralOde.Cli.Commands;

namespace NeuralOde.Cli.Consoles;

/// <summary>The help of System.CommandLine, with the command's examples at its end.</summary>
internal sealed class HelpWithExamples(HelpAction standard) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var code = standard.Invoke(parseResult);
        if (parseResult.CommandResult.Command is not Verb { Examples.Count: > 0 } verb) return code;

        var output = parseResult.InvocationConfiguration.Output;
        output.WriteLine("Examples:");
        foreach (var example in verb.Examples) output.WriteLine($"  {example}");
        output.WriteLine();
        return code;
    }
}
