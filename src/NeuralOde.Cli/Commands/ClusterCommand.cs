using System.CommandLine;
using NeuralOde.Cli.Runs;

namespace NeuralOde.Cli.Commands;

/// <summary><c>neuralode cluster</c>.</summary>
internal static class ClusterCommand
{
    private static readonly Argument<string> Experiment = new("EXPERIMENT")
    {
        Description = "Experiment file, or a built-in one.",
    };

    private static readonly Option<int> Workers = new("--workers")
    {
        Description = "The number of worker processes.",
        HelpName = "N",
        DefaultValueFactory = _ => Environment.ProcessorCount,
    };

    public static Command Create() => new("cluster", "Many processes that train together.") { Start() };

    private static Verb Start() => new Verb(
        "start",
        "Trains an experiment with a server and workers on this machine, each a process of its own.",
        "neuralode cluster start --workers 2 spiral",
        "neuralode cluster start --workers 4 digits --data DATA --seed 3 --json --broker amqp://127.0.0.1:5672")
    {
        Experiment,
        Workers,
        ClusterOptions.Broker,
        RunOptions.Out,
        RunOptions.Seed,
        RunOptions.Threads,
        RunOptions.Set,
        RunOptions.Data,
        RunOptions.Json,
    }.Does(parsed => ClusterOptions.BrokerOf(parsed.GetValue(ClusterOptions.Broker)!).Match(
        broker => TrainingRun.Run(new()
        {
            Experiment = parsed.GetValue(Experiment)!,
            Changes = RunOptions.Changes(parsed),
            Out = parsed.GetValue(RunOptions.Out) ?? "",
            Resume = "",
            From = "",
            Data = parsed.GetValue(RunOptions.Data) ?? "",
            Threads = parsed.GetResult(RunOptions.Threads) is { Implicit: false }
                ? parsed.GetValue(RunOptions.Threads)
                : Math.Max(1, Environment.ProcessorCount / parsed.GetValue(Workers)),
            Json = parsed.GetValue(RunOptions.Json),
            Where = new TrainingPlace.Started(broker, parsed.GetValue(Workers)),
        }),
        failure => Task.FromResult<Core.Values.Result<ExitCode, Failure>>(failure)));
}
