using NeuralOde.Actors.Reporting;
using NeuralOde.Actors.Running;
using NeuralOde.Cluster.Tests.Brokers;
using NeuralOde.Cluster.Tests.Hosting;
using NeuralOde.Runtime.Experiments;
using Xunit;
using Xunit.Abstractions;

namespace NeuralOde.Cluster.Tests.Faults;

/// <summary>One example of the data needs more steps than anybody can wait for, and whoever solves it is killed, as a
/// watchdog would do.</summary>
[Collection(FaultTests.Name)]
[Trait("Category", "Faults")]
public sealed class PoisonTests(Broker broker, ITestOutputHelper output)
{
    private const int Poisoned = 13;

    private static readonly string[] Changes =
    [
        """data={"kind":"table","file":"rows.csv","target":"y"}""",
        """
        model=[{"kind":"ode","field":{"kind":"equations","lines":["y' = k*sin(exp(y^2)*t)"],"parameters":{"k":1}},
        "relativeTolerance":1e-12,"absoluteTolerance":1e-12,"maximumSteps":2000000000,"adjoint":"backsolve"}]
        """,
        "training.shards=1", "training.microBatch=2", "training.batch=4", "training.validateEvery=0",
        "training.checkpoint.every=1",
    ];

    [BrokerFact]
    public async Task The_run_ends_with_a_diagnosis_and_a_checkpoint_when_three_workers_died_of_a_unit()
    {
        var folder = Directory.CreateTempSubdirectory("neuralode-data-").FullName;
        File.WriteAllLines(Path.Combine(folder, "rows.csv"), ["x,y", .. Enumerable.Range(0, 24).Select(Row)]);
        var setup = Setup(folder, 20);
        await using var run = new ClusterRun(broker, setup);
        File.Copy(Path.Combine(folder, "rows.csv"), Path.Combine(run.ServerData, "rows.csv"));
        File.Copy(Path.Combine(folder, "rows.csv"), Path.Combine(run.WorkerData, "rows.csv"));
        await run.StartServer();

        // How often it fails does not matter, but at how many workers.
        foreach (var worker in new[] { "a", "a", "a", "a", "a", "b", "c" })
        {
            Assert.False(run.Outcome.IsCompleted, $"the run ended before worker {worker} died");
            await DieOfIt(run, worker);
        }

        var outcome = await run.Outcome;
        output.WriteLine($"{outcome.Ending}");
        var reason = Assert.IsType<Ending.Failed>(outcome.Ending).Reason;
        Assert.Contains("at 3 workers", reason, StringComparison.Ordinal);
        var version = (int)outcome.Progress.Version.Value;
        Assert.InRange(version, 1, 19);
        Assert.Equal(SmallExperiment.Undisturbed(Setup(folder, version)), outcome.Progress);
    }

    private static async Task DieOfIt(ClusterRun run, string worker)
    {
        var isSolvingIt = run.ToldNext(happened => happened is TrainingEvent.UnitOverdue(_, var at)
            && at.Name.StartsWith(worker, StringComparison.Ordinal));
        await run.StartWorker(worker);
        await isSolvingIt;
        _ = await run.End(worker, "KILL");
    }

    private static string Row(int row) =>
        FormattableString.Invariant($"{(row == Poisoned ? 6 : row / 24.0)},{row * 0.01}");

    private static ExperimentSetup Setup(string folder, int steps) =>
        SmallExperiment.Setup([folder], [.. Changes, $"training.steps={steps}"]);
}
