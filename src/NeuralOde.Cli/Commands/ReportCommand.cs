using System.CommandLine;
using NeuralOde.Cli.Reports;
using NeuralOde.Cli.Runs;
using NeuralOde.Core.Values;

namespace NeuralOde.Cli.Commands;

/// <summary><c>neuralode report</c>: draws the report of a run again.</summary>
internal static class ReportCommand
{
    private static readonly Argument<string> Folder = new("RUNDIR") { Description = "Folder of a run." };

    private static readonly Option<string[]> Logs = new("--logs")
    {
        Description = "Further folders or files of logs of the run, such as those of nodes on other machines.",
        HelpName = "LOGDIR",
        DefaultValueFactory = _ => [],
    };

    public static Verb Create()
    {
        var verb = new Verb(
            "report",
            "Writes the report of a run, one self-contained HTML file, from its folder.",
            "neuralode report .artifacts/runs/spiral-1",
            "neuralode report .artifacts/runs/digits-1 --logs logs-of-a --logs logs-of-b")
        {
            Folder,
            Logs,
            RunOptions.Data,
        };
        return verb.Does(parsed => Write(
            parsed.GetRequiredValue(Folder), parsed.GetValue(Logs) ?? [], parsed.GetValue(RunOptions.Data) ?? ""));
    }

    private static Result<ExitCode, Failure> Write(string folder, string[] logs, string data)
    {
        if (!Directory.Exists(folder))
        {
            return Failure.Usage(
                $"{folder}: there is no such folder. Give the folder of a run, such as {RunFiles.Root}/spiral-1.");
        }

        var missing = logs.Where(place => !Path.Exists(place)).ToArray();
        if (missing.Length > 0)
        {
            return Failure.Usage(missing.Select(place =>
                $"--logs {place}: there is no such folder or file. Give what the nodes of the run write their logs to."));
        }

        return
            from run in TrainedRun.Load(folder, data, [])
            from file in RunReport.Write(folder, run, TrainingOutcome.Of(run, Environment.ProcessorCount), logs)
            select Say(file);
    }

    private static ExitCode Say(string file)
    {
        Console.Out.WriteLine(file);
        return ExitCode.Done;
    }
}
