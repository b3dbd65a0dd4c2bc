using Akka.Actor;
using Akka.Event;
using Akka.Remote;
using NeuralOde.Actors;
using NeuralOde.Actors.Mail;
using NeuralOde.Actors.Running;
using NeuralOde.Cluster.Akka.Letters;
using NeuralOde.Cluster.Akka.Nodes;
using NeuralOde.Runtime.Hosting;
using AkkaCluster = Akka.Cluster.Cluster;

namespace NeuralOde.Cluster.Akka.Serving;

/// <summary>Carries the parameter server on the one node that the cluster has chosen for it.</summary>
/// <remarks>It listens first for what workers have seen of earlier reigns, then claims a fence that is newer
/// than all of them. A worker that comes later and has seen a newer one makes it claim again: the cluster
/// says who leads, the fence only orders the reigns.</remarks>
internal sealed class ServerActor : ReceiveActor, IWithTimers
{
    private readonly ServerJob _job;
    private readonly Mail _mail;
    private readonly LetterReader _letters = new(Context.GetLogger());
    private readonly Workforce _workers = new();
    private readonly AkkaCluster _cluster = AkkaCluster.Get(Context.System);
    private Fence _seen;
    private Reign? _reign;

    /// <summary>A server that listens.</summary>
    /// <param name="job">What it leads.</param>
    public ServerActor(ServerJob job)
    {
        (_job, _mail) = (job, Mail.Of(Self, Context.System));
        Receive<Piece>(Take);
        Receive<Listened>(_ => Lead());
        Receive<Over>(Finish);
        Receive<Terminated>(gone => Gone(gone.ActorRef));
        Receive<DisassociatedEvent>(gone => Lose(place => place.Path.Address == gone.RemoteAddress));
        Receive<NodeActor.StopWanted>(_ => Stop());
        Receive<Status.Failure>(failure => throw failure.Cause);
    }

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    /// <inheritdoc/>
    protected override void PreStart()
    {
        Timers.StartSingleTimer(nameof(Listened), new Listened(), _job.Listening);
        _ = Context.System.EventStream.Subscribe<DisassociatedEvent>(Self);
    }

    /// <inheritdoc/>
    protected override void PostStop()
    {
        _ = Context.System.EventStream.Unsubscribe(Self);
        Drop();
    }

    private void Take(Piece piece)
    {
        switch (_letters.Read(Sender, piece))
        {
            case Envelope<ToServer> envelope when envelope.Run == _job.Run:
                Heard(envelope);
                break;
            case Envelope<ToNode> { Letter: ToNode.NodeStarted }:
                var opened = new ToNode.RunOpened(_job.Description);
                _mail.Write([Sender], new Envelope<ToNode>(_job.Run, _seen, opened));
                break;
        }
    }

    private void Heard(Envelope<ToServer> envelope)
    {
        if (_workers.Note(envelope.Letter.From.Worker, Sender)) _ = Context.Watch(Sender);
        See(envelope.Fence);
        if (_reign is null) return;
        if (_seen.IsNewerThan(_reign.Fence)) Lead();
        _ = _reign.Host.SendAsync(new ParameterServer.Message.Arrived(envelope, _reign.Host.NowMs));
    }

    private void See(Fence fence) => _seen = fence.IsNewerThan(_seen) ? fence : _seen;

    private void Lead()
    {
        Drop();
        var run = _job.Serve();
        foreach (var newest in run.Checkpoints.Newest()) See(newest.Fence);
        var fence = Claim.After(_seen, new(_cluster.SelfUniqueAddress.Uid));
        var host = new ServerHost(run, new ServerPost(_job, fence, _workers, _mail));
        (_seen, _reign) = (fence, new(fence, host));
        _ = host.LeadAsync(fence);
        _ = host.Outcome.PipeTo(Self, success: outcome => new Over(fence, outcome));
    }

    private void Stop()
    {
        if (_reign is { Host: var host }) _ = host.SendAsync(new ParameterServer.Message.StopRequested());
        else Sender.Tell(new NodeActor.ServerEnded());
    }

    // The result is safe: the server has waited for its last checkpoint.
    private void Finish(Over over)
    {
        if (over.Fence != _reign?.Fence) return;
        if (over.Outcome.Ending is Ending.Deposed)
        {
            Lead();
            return;
        }

        Drop();
        _job.Ended(over.Outcome);
        var nodes = _cluster.State.Members
            .Select(member => new RootActorPath(member.Address) / "user" / NodeActor.Name)
            .Select(Context.ActorSelection);
        _mail.Write([.. nodes], new Envelope<ToNode>(_job.Run, over.Fence, new ToNode.RunClosed()));
    }

    private void Gone(IActorRef worker)
    {
        _letters.Forget(worker);
        Lose(worker.Equals);
    }

    // A hint: a worker that is there after all writes again, and gets its seat back.
    private void Lose(Func<IActorRef, bool> isGone)
    {
        foreach (var worker in _workers.In(isGone))
        {
            _workers.Forget(worker);
            if (_reign is { Host: var host })
            {
                _ = host.SendAsync(new ParameterServer.Message.WorkerLost(worker, host.NowMs));
            }
        }
    }

    private void Drop()
    {
        if (_reign is { Host: var host }) _ = host.DisposeAsync().AsTask();
        _reign = null;
    }

    private sealed record Listened;

    private sealed record Over(Fence Fence, RunOutcome Outcome);

    private sealed record Reign(Fence Fence, ServerHost Host);
}
