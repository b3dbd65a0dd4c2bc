using System.Diagnostics;
using NeuralOde.Actors;
using NeuralOde.Actors.Mail;
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
public sealed class ClusterRun : IHostedRun, IProgress<TrainingEvent>
{
    private const string Server = "s";
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(100);

    private readonly string _folder = Directory.CreateTempSubdirectory("neuralode-run-").FullName;
    private readonly string _unique = Path.GetRandomFileName()[..6];
    private readonly Dictionary<string, Process> _nodes = new(StringComparer.Ordinal);
    private readonly Milestones _milestones = new();
    private readonly List<(Func<TrainingEvent, bool> Is, TaskCompletionSource Heard)> _awaited = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly ManualResetEventSlim _hears = new(initialState: true);
    private readonly CheckpointFormat _format;
    private readonly Broker _broker;

    public ClusterRun(Broker broker, ExperimentSetup setup, TrainingCheckpoint? from = null, int servers = 1)
    {
        (_broker, _format) = (broker, new(setup.Outline, setup.Data.Checksum));
        _ = Directory.CreateDirectory(ServerData);
        _ = Directory.CreateDirectory(WorkerData);
        Checkpoint = from ?? _format.CheckpointOf(new(setup.Plan.Run, new(0), setup.Start));
        Outcome = FollowAsync(ExperimentDescription.Of(setup, servers == 1 ? Checkpoint : null, servers));
    }

    /// <summary>What the run began with; later, what it ended with.</summary>
    public TrainingCheckpoint Checkpoint { get; private set; }

    /// <summary>The folder of data files of the servers.</summary>
    public string ServerData => Path.Combine(_folder, "data-server");

    /// <summary>The folder of data files of the workers.</summary>
    public string WorkerData => Path.Combine(_folder, "data-worker");

    /// <summary>What the servers told so far.</summary>
    public IReadOnlyList<TrainingEvent> Events
    {
        get
        {
            lock (Heard) return [.. Heard];
        }
    }

    public Task<RunOutcome> Outcome { get; }

    /// <summary>The run; its name is in that of all its queues.</summary>
    public RunId Id => new($"small-{_unique}");

    /// <summary>The version that a server told of last.</summary>
    public long Version => Events.OfType<TrainingEvent.StepMeasured>().LastOrDefault()?.Figures.Version.Value ?? 0;

    private List<TrainingEvent> Heard { get; } = [];

    public Task StartServer() => StartServer(Server);

    /// <summary>Starts a server with a folder of its own.</summary>
    public Task StartServer(string name) => StartServer(name, NodePlace.Here);

    /// <summary>Starts a server with a folder of its own somewhere else.</summary>
    public Task StartServer(string name, NodePlace place) =>
        Start(name, place, "--role", "server", "--data-root", ServerData, "--broker", place.Broker ?? _broker.ServerUri);

    public Task StartWorker(string name) => StartWorker(name, NodePlace.Here);

    /// <summary>Starts a worker somewhere else.</summary>
    public Task StartWorker(string name, NodePlace place) =>
        Start(name, place, "--role", "worker", "--data-root", WorkerData, "--broker", place.Broker ?? _broker.WorkerUri);

    public Task KillServer() => End(Server, "KILL");

    public Task KillWorker(string name) => End(name, "KILL");

    public Task LetWorkerLeave(string name) => End(name, "TERM");

    /// <summary>Lets a node sleep, as a machine does that swaps or is suspended.</summary>
    public void Pause(string name) => Signal("STOP", _nodes[name].Id);

    /// <summary>Lets it go on, as if no time had passed.</summary>
    public void Wake(string name) => Signal("CONT", _nodes[name].Id);

    /// <summary>Lets a node sleep for some time; it may be ended meanwhile.</summary>
    public async Task Sleep(string name, TimeSpan time)
    {
        var id = _nodes[name].Id;
        Signal("STOP", id);
        await Task.Delay(time);
        Signal("CONT", id);
    }

    public Task RequestStop() => _stop.CancelAsync();

    public Task Reached(long version) => Task.WhenAny(_milestones.Reached(version), Outcome).WaitAsync(Limit);

    // Processes are not held: the machine's time is theirs as much as the test's.
    public void Release()
    {
    }

    /// <summary>Ends when a server has told of something.</summary>
    public Task Told(Func<TrainingEvent, bool> isIt)
    {
        lock (Heard)
        {
            return Heard.Any(isIt) ? Task.CompletedTask : ToldNext(isIt);
        }
    }

    /// <summary>Ends when a worker has joined; then it has its queues.</summary>
    public Task Joined(string worker) => Told(happened =>
        happened is TrainingEvent.WorkerJoined joined && joined.Worker.Name == $"{worker}-{_unique}");

    /// <summary>Ends when a server has told of something that it has not told of yet.</summary>
    public Task ToldNext(Func<TrainingEvent, bool> isIt)
    {
        lock (Heard)
        {
            var heard = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _awaited.Add((isIt, heard));
            return heard.Task.WaitAsync(Limit);
        }
    }

    /// <summary>From now on whoever follows the run takes no letter, as if it were not there.</summary>
    public void Deafen() => _hears.Reset();

    /// <summary>Takes letters again.</summary>
    public void Hear() => _hears.Set();

    public void Report(TrainingEvent value)
    {
        _hears.Wait();
        lock (Heard)
        {
            Heard.Add(value);
            foreach (var (_, heard) in _awaited.Where(awaited => awaited.Is(value))) _ = heard.TrySetResult();
        }

        _milestones.Note(value);
    }

    /// <summary>The queue of the servers' letters.</summary>
    public string MailboxOfServers => $"srv.{Id.Name}";

    /// <summary>The queue of whoever follows the run.</summary>
    public string QueueOfFollower => $"follow.{Id.Name}";

    /// <summary>The queue of a worker's letters.</summary>
    public string MailboxOf(string worker) => $"wk.{Id.Name}.{worker}-{_unique}";

    /// <summary>The folder that a node writes to.</summary>
    public string FolderOf(string name) => Path.Combine(_folder, name);

    /// <summary>The folder of a server's checkpoints.</summary>
    public string CheckpointsOf(string server) => CheckpointsOf(server, range: 0);

    /// <summary>Ends when a server has a checkpoint of a range, or the run is over.</summary>
    public async Task Kept(string name, int server)
    {
        var folder = CheckpointsOf(name, server);
        using var limit = new CancellationTokenSource(Limit);
        while (!Outcome.IsCompleted && !(Directory.Exists(folder) && Directory.EnumerateFiles(folder).Any()))
        {
            await Task.Delay(LookAgain, limit.Token);
        }
    }

    /// <summary>The ends of all nodes' logs.</summary>
    public string Tails() => string.Join('\n', Directory.EnumerateDirectories(_folder)
        .Select(folder => Path.GetFileName(folder))
        .Select(node => $"{node}:\n{string.Join('\n', Log(node).TakeLast(25))}"));

    /// <summary>The lines of a node's log so far.</summary>
    public IEnumerable<string> Log(string name) => Directory.Exists(FolderOf(name))
        ? Directory.EnumerateFiles(FolderOf(name), "log*.jsonl").SelectMany(LinesOf)
        : [];

    /// <summary>Ends when a node's log has a line that holds a text.</summary>
    public async Task Logged(string name, string text)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (!Log(name).Any(line => line.Contains(text, StringComparison.Ordinal)))
        {
            await Task.Delay(LookAgain, limit.Token);
        }
    }

    /// <summary>Sends a node a signal that ends it.</summary>
    /// <returns>What it ended with.</returns>
    public async Task<int> End(string name, string signal)
    {
        if (!_nodes.Remove(name, out var node)) return 0;
        using (node)
        {
            Signal(signal, node.Id);
            using var limit = new CancellationTokenSource(Limit);
            await node.WaitForExitAsync(limit.Token);
            return node.ExitCode;
        }
    }

    public async ValueTask DisposeAsync()
    {
        Hear();
        foreach (var name in _nodes.Keys.ToArray()) _ = await End(name, "KILL");
        _stop.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private string CheckpointsOf(string server, int range) =>
        Path.Combine(FolderOf(server), Id.Name, range == 0 ? "checkpoints" : $"checkpoints-{range}");

    private async Task<RunOutcome> FollowAsync(RunDescription description)
    {
        var address = BrokerAddress.Parse(_broker.FollowerUri)
            .Match(address => address, error => throw new InvalidOperationException(error));
        var node = new Nodes.NodeSettings
        {
            Broker = address,
            Name = $"follower-{_unique}",
            DataRoot = _folder,
            Out = _folder,
            Log = new(Logger.None),
        };
        var result = await new RunFollower(node, Id, description)
            .RunAsync(this, _stop.Token).WaitAsync(Limit);
        Checkpoint = TrainingCheckpoint.Joined([.. result.Checkpoints.Select(part =>
            TrainingCheckpoint.Read("result", part.AsSpan())
                .Match(checkpoint => checkpoint, error => throw new InvalidDataException($"{error}")))]);
        return new(_format.SnapshotOf(Checkpoint).Progress, result.Ending);
    }

    private Task Start(string name, NodePlace place, params string[] role)
    {
        var node = ProgramRun.Start(
            place, ["node", .. role, "--name", $"{name}-{_unique}", "--threads", "1", "--out", FolderOf(name)]);
        node.BeginOutputReadLine();
        node.BeginErrorReadLine();
        _nodes[name] = node;
        return Task.CompletedTask;
    }

    // The node has the file open and goes on writing.
    private static IEnumerable<string> LinesOf(string path)
    {
        using var reader = new StreamReader(
            new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        while (reader.ReadLine() is { } line) yield return line;
    }

    private static void Signal(string signal, int id)
    {
        using var kill = Process.Start(
            new ProcessStartInfo("kill", [$"-{signal}", $"{id}"]) { RedirectStandardError = true })!;
        kill.WaitForExit();
    }
}
