using System.Diagnostics.CodeAnalysis;
using Akka.Actor;
using Akka.Event;
using NeuralOde.Actors;
using NeuralOde.Actors.Mail;
using NeuralOde.Cluster.Akka.Letters;
using NeuralOde.Cluster.Akka.Nodes;
using NeuralOde.Core.Values;
using NeuralOde.Runtime.Hosting;

namespace NeuralOde.Cluster.Akka.Working;

/// <summary>Carries the shard worker of a node. It asks the server each second which run there is, and then
/// works for that run to its end, whoever leads it.</summary>
[SuppressMessage("Design", "CA1001", Justification = "An actor is stopped, and drops its host then.")]
internal sealed class WorkerActor : ReceiveActor, IWithTimers
{
    private static readonly TimeSpan AskTime = TimeSpan.FromSeconds(1);

    private readonly WorkerRole _role;
    private readonly IActorRef _server;
    private readonly Mail _mail;
    private readonly LetterReader _letters = new(Context.GetLogger());
    private WorkerHost? _host;

    /// <summary>A worker that has no run yet.</summary>
    /// <param name="role">Who it is, and how it takes part in a run.</param>
    /// <param name="server">Knows where the server is.</param>
    public WorkerActor(WorkerRole role, IActorRef server)
    {
        (_role, _server, _mail) = (role, server, Mail.Of(Self, Context.System));
        Receive<Asking>(_ => Ask());
        Receive<Piece>(Take);
        Receive<Result<WorkerJob, string>.Ok>(taken => Begin(taken.Value));
        Receive<Result<WorkerJob, string>.Failed>(refused => End(refused.Error));
        Receive<NodeActor.StopWanted>(_ => Leave());
        Receive<Over>(_ => End(""));
        Receive<Status.Failure>(failure => End(failure.Cause.Message));
    }

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    /// <inheritdoc/>
    protected override void PreStart() =>
        Timers.StartPeriodicTimer(nameof(Asking), new Asking(), TimeSpan.Zero, AskTime);

    /// <inheritdoc/>
    protected override void PostStop()
    {
        if (_host is { } host) _ = host.DisposeAsync().AsTask();
    }

    private void Ask() =>
        _mail.Write([_server], new Envelope<ToNode>(new(""), new(0), new ToNode.NodeStarted(_role.Name)));

    private void Take(Piece piece)
    {
        switch (_letters.Read(Sender, piece))
        {
            case Envelope<ToWorker> envelope:
                _ = _host?.SendAsync(new ShardWorker.Message.Arrived(envelope));
                break;
            case Envelope<ToNode>(var run, _, ToNode.RunOpened(var description)):
                Open(run, description);
                break;
        }
    }

    // More than one answer may be under way.
    private void Open(RunId run, RunDescription description)
    {
        if (!Timers.IsTimerActive(nameof(Asking))) return;
        Timers.Cancel(nameof(Asking));
        _ = Task.Run(() => _role.Take(run, description)).PipeTo(Self);
    }

    private void Begin(WorkerJob job)
    {
        _host = new(job, new WorkerPost(_server, _mail));
        _ = _host.Ended.PipeTo(Self, success: () => new Over());
    }

    private void Leave()
    {
        if (_host is { } host) _ = host.SendAsync(new ShardWorker.Message.LeaveRequested());
        else End("");
    }

    private void End(string problem)
    {
        Context.Parent.Tell(new NodeActor.WorkerEnded(problem));
        Context.Stop(Self);
    }

    private sealed record Asking;

    private sealed record Over;
}
