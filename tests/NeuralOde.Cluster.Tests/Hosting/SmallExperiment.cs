using System.Text;
using NeuralOde.Actors.Running;
using NeuralOde.Core.Values;
using NeuralOde.Runtime.Experiments;
using NeuralOde.Runtime.Files;
using NeuralOde.Runtime.Hosting;

namespace NeuralOde.Cluster.Tests.Hosting;

/// <summary>An experiment of several shards and units that takes a second or two, and its undisturbed end.</summary>
internal static class SmallExperiment
{
    public const string Json = """
        {
          "name": "small",
          "data": { "kind": "generator", "name": "toyCubic", "examples": 72, "split": { "validation": 8 } },
          "model": [
            {
              "kind": "ode",
              "field": { "kind": "mlp", "hidden": [20], "time": "appended" },
              "relativeTolerance": 1e-7,
              "absoluteTolerance": 1e-7
            }
          ],
          "optimiser": { "kind": "adam", "rate": 0.01 },
          "training": {
            "steps": 40, "shards": 4, "microBatch": 4, "validateEvery": 4, "checkpoint": { "every": 4 }
          },
          "report": { "write": false }
        }
        """;

    /// <summary>The experiment, put together here, with some of its settings changed.</summary>
    public static ExperimentSetup Setup(params string[] changes) => Setup([], changes);

    /// <summary>The same with data files from some folders.</summary>
    public static ExperimentSetup Setup(IReadOnlyList<string> folders, params string[] changes) =>
        ExperimentJson.Read("small", Encoding.UTF8.GetBytes(Json), changes)
            .MapError(errors => string.Join(' ', errors))
            .Bind(document => ExperimentData
                .Load(document.Experiment.Data, folders, ExperimentOutline.DataSeed(document.Experiment))
                .MapError(error => $"{error}")
                .Bind(data => ExperimentSetup.Of(document, data).MapError(error => $"{error}")))
            .Match(setup => setup, error => throw new InvalidOperationException(error));

    /// <summary>Where it ends in one process.</summary>
    public static Progress Undisturbed(ExperimentSetup setup) =>
        new ExperimentTraining(setup, setup.Start, new MemoryCheckpoints(), Threads: 1)
            .RunAsync(new Progress<Actors.Reporting.TrainingEvent>(), CancellationToken.None)
            .GetAwaiter().GetResult().Progress;
}
