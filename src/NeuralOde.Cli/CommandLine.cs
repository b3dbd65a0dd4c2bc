using System.CommandLine;
using System.CommandLine.Help;
using NeuralOde.Cli.Commands;
using NeuralOde.Cli.Consoles;

namespace NeuralOde.Cli;

/// <summary>The program <c>neuralode</c>: its commands, and how it ends.</summary>
internal static class CommandLine
{
    /// <summary>Runs the program.</summary>
    /// <returns>Its exit code; see <see cref="ExitCode"/>.</returns>
    public static async Task<int> Run(string[] arguments)
    {
        try
        {
            var parsed = Root().Parse(arguments);
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

    /// <summary>The commands.</summary>
    public static RootCommand Root()
    {
        var root = new RootCommand(
            "Trains neural ordinary differential equations, on one machine, with the same bits every time.")
        {
            TrainCommand.Create(),
            NodeCommand.Create(),
            ClusterCommand.Create(),
            EvaluateCommand.Create(),
            PredictCommand.Create(),
            SolveCommand.Create(),
            ReportCommand.Create(),
            MonitorCommand.Create(),
            NewCommand.Create(),
            SchemaCommand.Create(),
            MethodsCommand.Create(),
            BenchCommand.Create(),
        };
        foreach (var help in root.Options.OfType<HelpOption>())
        {
            help.Action = new HelpWithExamples((HelpAction)help.Action!);
        }

        return root;
    }
}
