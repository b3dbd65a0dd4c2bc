using System.Collections.Concurrent;
using NeuralOde.Actors;
using NeuralOde.Actors.Mail;
using NeuralOde.Actors.Running;
using NeuralOde.Cluster.Akka.Nodes;
using NeuralOde.Cluster.Akka.Serving;
using NeuralOde.Core.Values;
using NeuralOde.Runtime.Hosting;
using NeuralOde.TestKit.Actors;
using NeuralOde.TestKit.Hosting;

namespace NeuralOde.Cluster.Akka.Tests.Hosting;

/// <summary>A scripted run on an Akka.NET cluster whose nodes are systems of this process. Three of them may lead,
/// which is the fewest that can lose one.</summary>
internal sealed class AkkaHostedRun : IHostedRun
{
    private const int Servers = 3;

    private readonly RunPlan _plan;
    private readonly ConcurrentDictionary<string, TestNode> _nodes = [];
    private readonly Gate _gate = new();
    private readonly TaskCompletionSource<RunOutcome> _outcome =
        new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SemaphoreSlim _slots = new(2);
    private int _incarnations;
    private volatile string _leader = "";

    public AkkaHostedRun(RunPlan plan, ICheckpoints checkpoints) =>
        (_plan, Checkpoints) = (plan with { Dealing = new() { LetterMs = 0.1 } }, checkpoints);

    public ICheckpoints Checkpoints { get; }

    public Task<RunOutcome> Outcome => _outcome.Task;

    public async Task StartServer()
    {
        await Start(Server(_nodes.Count));
        if (_nodes.Count < Servers) await Task.WhenAll(Enumerable.Range(1, Servers - 1).Select(Server).Select(Start));
    }

    public Task StartWorker(string name)
    {
        var incarnation = ++_incarnations;
        return Start((name, new(null, new(name, (_, _) => Job(name, incarnation)), static _ => { })));
    }

    public Task KillServer() => _nodes[_leader].KillAsync();

    public Task KillWorker(string name) => _nodes[name].KillAsync();

    public Task LetWorkerLeave(string name) => _nodes[name].LeaveAsync();

    public Task RequestStop()
    {
        _nodes[_leader].System.ActorSelection($"/user/{NodeActor.Name}/{NodeRoles.Serving}/singleton")
            .Tell(new NodeActor.StopWanted(), global::Akka.Actor.ActorRefs.NoSender);
        return Task.CompletedTask;
    }

    public Task Reached(long version) => Task.WhenAny(_gate.Reached(version), Outcome);

    public void Release() => _gate.Release();

    public async ValueTask DisposeAsync()
    {
        Release();
        await Task.WhenAll(_nodes.Values.Select(node => node.DisposeAsync().AsTask()));
        _slots.Dispose();
    }

    private (string Name, NodeRoles Roles) Server(int number)
    {
        var name = $"server-{number}";
        return (name, new(Job(name), null, static _ => { }));
    }

    private async Task Start((string Name, NodeRoles Roles) node)
    {
        var others = _nodes.Values.Where(other => other.IsAlive).Select(other => other.Place).ToArray();
        var started = await TestNode.StartAsync(node.Roles, others);
        _nodes[node.Name] = started;
        if (node.Roles.Server is not null) await started.IsMemberAsync();
    }

    private ServerJob Job(string name) => new()
    {
        Run = _plan.Run,
        Description = new()
        {
            Build = "",
            Probe = 0,
            Experiment = "",
            Data = new(1, 0, 1, 1),
            DataSha256 = "",
            Shards = [],
        },
        Serve = () =>
        {
            _leader = name;
            return new()
            {
                Plan = _plan,
                Start = ScriptedProblem.Start(_plan),
                Checkpoints = Checkpoints,
                Due = new Checkpointer.Due.EveryVersions(4),
                Log = _gate.Note,
            };
        },
        Ended = outcome => _outcome.TrySetResult(outcome),
    };

    private Result<WorkerJob, string> Job(string name, int incarnation) => new WorkerJob
    {
        Start = new()
        {
            Run = _plan.Run,
            Self = new(new(name), new(incarnation)),
            Skills = new(_plan.Build, _plan.Probe, [.. Enumerable.Range(0, _plan.Batching.ShardSizes.Count)], Slots: 1),
        },
        Solver = () => _gate.Before(new ScriptedSolver(_plan)),
        Shards = new EveryShard(),
        Slots = _slots,
    };

    private sealed class EveryShard : IShardSource
    {
        public Task<bool> LoadAsync(int shard) => Task.FromResult(true);

        public bool Keep(ToWorker.ShardPart part) => false;
    }
}
