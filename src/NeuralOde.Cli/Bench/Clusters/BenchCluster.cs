using NeuralOde.Actors;
using NeuralOde.Actors.Reporting;
using NeuralOde.Actors.Running;
using NeuralOde.Cli.Clusters;
using NeuralOde.Cluster.Brokers;
using NeuralOde.Core.Values;
using NeuralOde.Runtime.Experiments;
using NeuralOde.Runtime.Files;
using NeuralOde.Runtime.Hosting;
using NeuralOde.Runtime.Logging;
using Serilog.Core;

namespace NeuralOde.Cli.Bench.Clusters;

/// <summary>A broker, a server and workers on this machine, each a process of its own, to be measured.</summary>
internal sealed class BenchCluster : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private readonly LocalBroker _broker;
    private readonly List<BenchNode> _nodes = [];
    private int _runs;
    private int _started;

    private BenchCluster(LocalBroker broker, string folder)
    {
        (_broker, Folder) = (broker, folder);
        _nodes.Add(Start(NodeRun.Server, "server", []));
    }

    /// <summary>A folder for files of the measurement; it is removed at the end.</summary>
    public string Folder { get; }

    /// <summary>Its broker.</summary>
    public BrokerAddress Broker => _broker.Address;

    /// <summary>The number of workers that were started.</summary>
    public int Workers => _nodes.Count - 1;

    /// <summary>Starts a broker and a server, lets them be measured, and ends all.</summary>
    public static Result<T, Failure> Measure<T>(Func<BenchCluster, Task<Result<T, Failure>>> measure) =>
        MeasureAsync(measure).GetAwaiter().GetResult();

    /// <summary>The same, within the measurement of another one.</summary>
    public static async Task<Result<T, Failure>> MeasureAsync<T>(Func<BenchCluster, Task<Result<T, Failure>>> measure)
    {
        var started = await LocalBroker.StartAsync().ConfigureAwait(false);
        return await started.Match(With, failure => Task.FromResult<Result<T, Failure>>(failure)).ConfigureAwait(false);

        async Task<Result<T, Failure>> With(LocalBroker broker)
        {
            var cluster = new BenchCluster(broker, Directory.CreateTempSubdirectory("neuralode-bench-").FullName);
            await using (cluster.ConfigureAwait(false)) return await measure(cluster).ConfigureAwait(false);
        }
    }

    /// <summary>Starts workers until there are so many.</summary>
    /// <param name="workers">How many there are to be.</param>
    /// <param name="options">What the command line of each has besides.</param>
    public void HaveWorkers(int workers, params string[] options)
    {
        while (Workers < workers) _ = AddWorker(options);
    }

    /// <summary>Starts one more worker.</summary>
    public BenchNode AddWorker(params string[] options)
    {
        var node = Start(NodeRun.Worker, $"worker-{++_started}", options);
        _nodes.Add(node);
        return node;
    }

    /// <summary>Lets a worker take its leave.</summary>
    public async Task RemoveAsync(BenchNode worker)
    {
        _ = _nodes.Remove(worker);
        await worker.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Trains to the end.</summary>
    /// <returns>Its steps in figures.</returns>
    public async Task<IReadOnlyList<StepFigures>> TrainAsync(ExperimentSetup setup)
    {
        var result = await FollowAsync(setup, static _ => { }, CancellationToken.None).ConfigureAwait(false);
        return result.Ending is Ending.Finished
            ? result.History.Steps
            : throw new InvalidOperationException($"The run ended with {result.Ending}.");
    }

    /// <summary>Trains until every worker has solved in so many steps: then their code is compiled.</summary>
    public async Task WarmUpAsync(ExperimentSetup setup, int steps)
    {
        var done = 0;
        using var warm = new CancellationTokenSource();
        _ = await FollowAsync(setup, Count, warm.Token).ConfigureAwait(false);

        void Count(TrainingEvent happened)
        {
            if (happened is not TrainingEvent.StepMeasured(var step)) return;
            if (step.Idle.Count(idle => idle.Units > 0) >= Workers) done++;
            if (done == steps) warm.Cancel();
        }
    }

    /// <summary>Trains, and tells what happens, until the end or until it is stopped.</summary>
    public async Task<TrainingResult> FollowAsync(
        ExperimentSetup setup, Action<TrainingEvent> hear, CancellationToken stop)
    {
        _runs++;
        using var folder = RunFolder.Open(Path.Combine(Folder, $"run-{_runs}"))
            .Match(opened => opened, error => throw new IOException($"{error}"));
        var submission = new Submission(Submission.NameOf(setup.Plan.Run), Broker.For(BrokerUser.Follower));
        return await ClusterTraining
            .RunAsync(new(setup, folder, setup.Start, []), submission, Logger.None, new Listener(hear), stop)
            .WaitAsync(Limit, CancellationToken.None).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_nodes.Select(node => node.DisposeAsync().AsTask())).ConfigureAwait(false);
        await _broker.DisposeAsync().ConfigureAwait(false);
        Directory.Delete(Folder, recursive: true);
    }

    private BenchNode Start(string role, string name, string[] options)
    {
        var folder = Path.Combine(Folder, "nodes", name);
        return new(new(name), folder, TimeProvider.System.GetUtcNow(), NodeProcess.Start(
            Broker.For(role),
            ["--role", role, "--name", name, "--data-root", Folder, "--out", folder, "--threads", "1", .. options]));
    }

    private sealed class Listener(Action<TrainingEvent> hear) : IProgress<TrainingEvent>
    {
        public void Report(TrainingEvent value) => hear(value);
    }
}

/// <summary>A node that is measured.</summary>
/// <param name="Id">What the server calls it.</param>
/// <param name="Folder">What it writes to.</param>
/// <param name="StartedAt">When its process was started.</param>
/// <param name="Process">Its process.</param>
internal sealed record BenchNode(WorkerId Id, string Folder, DateTimeOffset StartedAt, NodeProcess Process)
    : IAsyncDisposable
{
    /// <summary>What it wrote to its log; whole once it has ended.</summary>
    public IEnumerable<LogRecord> Log =>
        LogRecord.Read(Directory.EnumerateFiles(Folder, "log*.jsonl").Order().SelectMany(File.ReadLines));

    public ValueTask DisposeAsync() => Process.DisposeAsync();
}
