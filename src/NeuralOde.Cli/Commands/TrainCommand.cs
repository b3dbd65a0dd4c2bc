using System.CommandLine;
using NeuralOde.Cli.Clusters;
using NeuralOde.Cli.Experiments;
using NeuralOde.Cli.Runs;
using NeuralOde.Cluster.Brokers;
using NeuralOde.Core.Values;

namespace NeuralOde.Cli.Commands;

/// <summary><c>neuralode train</c>.</summary>
internal static class TrainCommand
{
    private static readonly Argument<string> Experiment = new("EXPERIMENT")
    {
        Description = $"Experiment file, or built in: {string.Join(", ", BuiltInExperiments.Names)}.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Option<string> Resume = new("--resume")
    {
        Description = "Go on with the run in this folder, from its newest checkpoint.",
        HelpName = "DIR",
    };

    private static readonly Option<string> From = new("--from")
    {
        Description = "Start from the parameters of this model file.",
        HelpName = "MODEL",
    };

    private static readonly Option<string> Cluster = new("--cluster")
    {
        Description = "Train on the nodes that wait at this broker: amqp://…, amqps://…, or a file that holds it, such as "
            + "follower.uri of the broker's folder.",
        HelpName = "URI|FILE",
    };

    public static Verb Create()
    {
        var verb = new Verb(
            "train",
            "Trains an experiment: writes a model, checkpoints, a log and a report.",
            "neuralode train spiral",
            "neuralode train digits --data DATA --seed 3 --json",
            "neuralode train mine.json --set optimiser.rate=0.01 --out runs/mine",
            "neuralode train --resume .artifacts/runs/spiral-1 --set training.steps=1000")
        {
            Experiment,
            RunOptions.Out,
            RunOptions.Seed,
            RunOptions.Threads,
            RunOptions.Set,
            RunOptions.Data,
            RunOptions.Json,
            RunOptions.LogLevel,
            Resume,
            From,
            Cluster,
            ClusterOptions.Servers,
            ClusterOptions.Tls,
        };
        verb.Validators.Add(result =>
        {
            var resumes = result.GetValue(Resume) is { Length: > 0 };
            if (!resumes && result.GetValue(Experiment) is null)
            {
                result.AddError("Say what to train: EXPERIMENT or --resume DIR.");
            }

            if (resumes && result.GetValue(RunOptions.Out) is { Length: > 0 })
            {
                result.AddError("--resume goes on in its own folder: leave --out away.");
            }

            if (resumes && result.GetValue(From) is { Length: > 0 })
            {
                result.AddError("--resume starts from its own checkpoint: leave --from away.");
            }
        });
        verb.Validators.Add(result =>
        {
            if (result.GetValue(ClusterOptions.Servers) < 2) return;
            if (result.GetValue(Cluster) is null)
            {
                result.AddError("--servers is for a cluster: give --cluster URI too, or leave it away.");
            }

            if (result.GetValue(Resume) is { Length: > 0 } || result.GetValue(From) is { Length: > 0 })
            {
                result.AddError(
                    "--servers begins a run anew, each with its range: leave --resume and --from away, or take one server.");
            }
        });
        return verb.Does(parsed => parsed.GetValue(Cluster) is null
            ? TrainingRun.Run(Request(parsed))
            : ClusterOptions.BrokerOf(parsed, Cluster, BrokerUser.Follower).Match(
                broker => BrokerTraining.OnItsNodes(Request(parsed), broker!),
                failure => Task.FromResult<Result<ExitCode, Failure>>(failure)));
    }

    private static TrainRequest Request(ParseResult parsed) => new()
    {
        Experiment = parsed.GetValue(Experiment) ?? "",
        Changes = RunOptions.Changes(parsed),
        Out = parsed.GetValue(RunOptions.Out) ?? "",
        Resume = parsed.GetValue(Resume) ?? "",
        From = parsed.GetValue(From) ?? "",
        Data = parsed.GetValue(RunOptions.Data) ?? "",
        Threads = parsed.GetValue(RunOptions.Threads),
        Json = parsed.GetValue(RunOptions.Json),
        LogLevel = parsed.GetValue(RunOptions.LogLevel),
        Servers = parsed.GetValue(ClusterOptions.Servers),
    };
}
