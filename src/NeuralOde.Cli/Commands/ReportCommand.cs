using System.CommandLine;
using NeuralOde.Cli.Reports;
using NeuralOde.Cli.Runs;
using NeuralOde.Core.Values;

namespace NeuralOde.Cli.Commands;

/// <summary><c>neuralode report</c>: draws the report of a run again.</summary>
internal static class ReportCommand
{
    private static readonly Argument<string> Folder = new("RUNDIR") { Description = "Folder of a run." };

    public static Verb Create()
    {
        var verb = new Verb(
            "report",
            "Writes the report of a run, one self-contained HTML file, from its folder.",
            "neuralode report .artifacts/runs/spiral-1")
        {
            Folder,
            RunOptions.Data,
        };
        return verb.Does(parsed => Write(parsed.GetRequiredValue(Folder), parsed.GetValue(RunOptions.Data) ?? ""));
    }

    private static Result<ExitCode, Failure> Write(string folder, string data) => Directory.Exists(folder)
        ? from run in TrainedRun.Load(folder, data, [])
          from file in RunReport.Write(folder, run, TrainingOutcome.Of(run, Environment.ProcessorCount))
          select Say(file)
        : Failure.Usage(
            $"{folder}: there is no such folder. Give the folder of a run, such as {RunFiles.Root}/spiral-1.");

    private static ExitCode Say(string file)
    {
        Console.Out.WriteLine(file);
        return ExitCode.Done;
    }
}
