using System.CommandLine;
using NeuralOde.Cli.Results;
using NeuralOde.Cli.Runs;
using NeuralOde.Core.Values;
using NeuralOde.Runtime.Files;

namespace NeuralOde.Cli.Commands;

/// <summary><c>neuralode evaluate</c>: the metrics of a trained model.</summary>
internal static class EvaluateCommand
{
    private static readonly Argument<string> Trained = new("MODEL")
    {
        Description = "Model file, or folder of a run.",
    };

    public static Verb Create()
    {
        var verb = new Verb(
            "evaluate",
            "Measures a trained model on the parts of its data; --set changes how it is solved.",
            "neuralode evaluate .artifacts/runs/spiral-1",
            "neuralode evaluate model.safetensors --data DATA --set model.0.relativeTolerance=1e-3 --json")
        {
            Trained,
            RunOptions.Out,
            RunOptions.Seed,
            RunOptions.Threads,
            RunOptions.Set,
            RunOptions.Data,
            RunOptions.Json,
        };
        return verb.Does(parsed =>
            from run in TrainedRun.Load(
                parsed.GetRequiredValue(Trained), parsed.GetValue(RunOptions.Data) ?? "", RunOptions.Changes(parsed))
            let result = TrainingOutcome.Of(run, parsed.GetValue(RunOptions.Threads))
            from kept in Keep(parsed.GetValue(RunOptions.Out) ?? "", result)
            select Write(kept, parsed.GetValue(RunOptions.Json)));
    }

    private static Result<RunResult, Failure> Keep(string folder, RunResult result) => folder.Length == 0
        ? result
        : from file in AtomicFile.Write(Path.Combine(folder, "evaluation.json"), ResultOutput.Bytes(result))
              .MapError(Failure.Data)
          select result with { Paths = [KeyValuePair.Create("evaluation", file)] };

    private static ExitCode Write(RunResult result, bool json)
    {
        ResultOutput.Write(result, json);
        return ExitCode.Done;
    }
}
