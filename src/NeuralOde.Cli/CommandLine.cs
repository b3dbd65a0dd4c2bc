using System.CommandLine;
using System.CommandLine.Help;
using NeuralOde.Cli.Commands;
using NeuralOde.Cli.Consoles;

namespace NeuralOde.Cli;

/// <summary>The program <c>neuralode</c>: its commands, and how it ends.</summary>
internal static class CommandLine
{
    private static readonly (string Name, Func<Verb> Create)[] Verbs =
    [
        ("train", TrainCommand.Create),
        ("node", NodeCommand.Create),
        ("cluster", ClusterCommand.Create),
        ("evaluate", EvaluateCommand.Create),
        ("predict", PredictCommand.Create),
        ("solve", SolveCommand.Create),
        ("report", ReportCommand.Create),
        ("monitor", MonitorCommand.Create),
        ("new", NewCommand.Create),
        ("schema", SchemaCommand.Create),
        ("methods", MethodsCommand.Create),
        ("bench", BenchCommand.Create),
    ];

    /// <summary>Runs the program.</summary>
    /// <returns>Its exit code; see <see cref="ExitCode"/>.</returns>
    public static async Task<int> Run(string[] arguments)
    {
        try
        {
            var parsed = Root(arguments).Parse(arguments);
            if (parsed.Errors.Count > 0) return (int)UsageFault.Report(parsed);

            // Ctrl-C and SIGTERM are Interruption's: System.CommandLine would end an action 2 s after them.
            var settings = new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            };
            return await parsed.InvokeAsync(settings).ConfigureAwait(false);
        }
        catch (Exception fault)
        {
            return (int)UnexpectedFault.Report(fault);
        }
    }

    /// <summary>The commands: the one that the first word names, or else all.</summary>
    /// <remarks>To make the options of all others is a tenth of a start.</remarks>
    public static RootCommand Root(params string[] arguments)
    {
        var root = new RootCommand(
            "Trains neural ordinary differential equations, on one machine, with the same bits every time.");
        var named = Array.Find(Verbs, verb => arguments is [var word, ..] && word == verb.Name);
        foreach (var verb in named.Create is null ? Verbs : [named]) root.Add(verb.Create());
        foreach (var help in root.Options.OfType<HelpOption>())
        {
            help.Action = new HelpWithExamples((HelpAction)help.Action!);
        }

        return root;
    }
}
