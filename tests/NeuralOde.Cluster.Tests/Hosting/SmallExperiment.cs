using NeuralOde.Actors.Running;
using NeuralOde.Runtime.Experiments;
using NeuralOde.Runtime.Hosting;
using NeuralOde.TestKit;

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
        PreparedExperiment.Of(Json, folders, changes);

    /// <summary>Where it ends in one process.</summary>
    public static Progress Undisturbed(ExperimentSetup setup) =>
        new ExperimentTraining(setup, setup.Start, new MemoryCheckpoints(), Threads: 1)
            .RunAsync(new Progress<Actors.Reporting.TrainingEvent>(), CancellationToken.None)
            .GetAwaiter().GetResult().Progress;
}
