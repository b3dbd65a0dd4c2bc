using System.Diagnostics;
using NeuralOde.Actors;
using NeuralOde.Actors.Reporting;
using NeuralOde.Cluster.Brokers;
using NeuralOde.Cluster.Following;
using NeuralOde.Cluster.Tests.Brokers;
using NeuralOde.Core.Training;
using NeuralOde.Runtime.Experiments;
using NeuralOde.Runtime.Hosting;
using NeuralOde.TestKit.Hosting;
using Serilog.Core;

namespace NeuralOde.Cluster.Tests.Hosting;

/// <summary>A run on nodes that are real processes; this process follows it.</summary>
internal sealed class ClusterRun : IHostedRun, IProgress<TrainingEvent>
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly string _folder = Directory.CreateTempSubdirectory("neuralode-run-").FullName;
    private readonly string _unique = Path.GetRandomFileName()[..6];
    private readonly Dictionary<string, Process> _nodes = new(StringComparer.Ordinal);
    private readonly Milestones _milestones = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly CheckpointFormat _format;
    private readonly Broker _broker;

    public ClusterRun(Broker broker, ExperimentSetup setup, TrainingCheckpoint? from = null)
    {
        (_broker, _format) = (broker, new(setup.Outline, setup.Data.Checksum));
        Begin = from ?? _format.CheckpointOf(new(setup.Plan.Run, new(0), setup.Start));
        Outcome = FollowAsync(ExperimentDescription.Of(setup, Begin));
    }

    /// <summary>What the run began with; later, what it ended with.</summary>
    public TrainingCheckpoint Begin { get; private set; }

    /// <summary>All that the server told.</summary>
    public List<TrainingEvent> Events { get; } = [];

    public Task<RunOutcome> Outcome { get; }

    public Task StartServer() => Start("server", "s");

    public Task StartWorker(string name) => Start("worker", name);

    public Task KillServer() => End("s", "KILL");

    public Task KillWorker(string name) => End(name, "KILL");

    public Task LetWorkerLeave(string name) => End(name, "TERM");

    public Task RequestStop() => _stop.CancelAsync();

    public Task Reached(long version) =>
        Task.WhenAny(_milestones.Reached(version), Outcome).WaitAsync(Limit);

    public void Report(TrainingEvent value)
    {
        lock (Events) Events.Add(value);
        _milestones.Note(value);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var name in _nodes.Keys.ToArray()) await End(name, "KILL");
        _stop.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<RunOutcome> FollowAsync(Actors.Mail.RunDescription description)
    {
        var address = BrokerAddress.Parse(_broker.ServerUri)
            .Match(address => address, error => throw new InvalidOperationException(error));
        var follower = new RunFollower(
            new()
            {
                Broker = address,
                Name = $"follower-{_unique}",
                DataRoot = _folder,
                Out = _folder,
                Log = new(Logger.None),
            },
            new RunId($"small-{_unique}"), description);
        var result = await follower.RunAsync(this, _stop.Token).WaitAsync(Limit);
        Begin = TrainingCheckpoint.Read("result", result.Checkpoint.AsSpan())
            .Match(checkpoint => checkpoint, error => throw new InvalidDataException($"{error}"));
        return new(_format.SnapshotOf(Begin).Progress, result.Ending);
    }

    private Task Start(string role, string name)
    {
        var node = ProgramRun.Start(
            "node", "--role", role, "--name", $"{name}-{_unique}", "--data-root", _folder, "--threads", "1",
            "--out", Path.Combine(_folder, name),
            "--broker", role == "server" ? _broker.ServerUri : _broker.WorkerUri);
        node.BeginOutputReadLine();
        node.BeginErrorReadLine();
        _nodes[name] = node;
        return Task.CompletedTask;
    }

    private async Task End(string name, string signal)
    {
        if (!_nodes.Remove(name, out var node)) return;
        using (node)
        {
            using var kill = Process.Start("kill", [$"-{signal}", $"{node.Id}"]);
            using var limit = new CancellationTokenSource(Limit);
            await node.WaitForExitAsync(limit.Token);
        }
    }
}
