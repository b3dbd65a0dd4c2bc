using Akka.Actor;
using Akka.Cluster;
using Akka.Cluster.Tools.Singleton;
using Akka.Event;
using NeuralOde.Actors.Mail;
using NeuralOde.Cluster.Akka.Letters;
using NeuralOde.Cluster.Akka.Serving;
using NeuralOde.Cluster.Akka.Working;
using AkkaCluster = Akka.Cluster.Cluster;

namespace NeuralOde.Cluster.Akka.Nodes;

/// <summary>What a node is: it carries the roles, hears when the run is over, and lets them end before the
/// node leaves its cluster.</summary>
internal sealed class NodeActor : ReceiveActor
{
    /// <summary>Its name, the same on every node.</summary>
    public const string Name = "node";

    private readonly NodeRoles _roles;
    private readonly LetterReader _letters = new(Context.GetLogger());
    private readonly IActorRef _server = ActorRefs.Nobody;
    private readonly IActorRef _worker = ActorRefs.Nobody;
    private readonly List<IActorRef> _stoppers = [];
    private bool _serves;
    private bool _works;
    private bool _isClosed;

    /// <summary>A node with its roles.</summary>
    public NodeActor(NodeRoles roles)
    {
        _roles = roles;
        if (roles.Server is { } job) _server = Context.ActorOf(Singleton(job), NodeRoles.Serving);
        if (roles.Worker is { } role)
        {
            var proxy = Context.ActorOf(Proxy(), "proxy");
            _worker = Context.ActorOf(Props.Create(() => new WorkerActor(role, proxy)), NodeRoles.Working);
            _works = true;
        }

        Receive<Piece>(Take);
        Receive<WorkerEnded>(EndWorker);
        Receive<ServerEnded>(_ => EndServer());
        Receive<StopWanted>(_ => Stop());
    }

    private static Props Singleton(ServerJob job) => ClusterSingletonManager.Props(
        Props.Create(() => new ServerActor(job)),
        PoisonPill.Instance,
        ClusterSingletonManagerSettings.Create(Context.System));

    private static Props Proxy() => ClusterSingletonProxy.Props(
        $"/user/{Name}/{NodeRoles.Serving}", ClusterSingletonProxySettings.Create(Context.System));

    private void Take(Piece piece)
    {
        if (_letters.Read(Sender, piece) is not Envelope<ToNode> { Letter: ToNode.RunClosed }) return;
        _isClosed = true;
        EndServer();
        _roles.Ended("");
    }

    // A node that only solves has nothing more to do then; one that may lead waits for the end of the run.
    private void EndWorker(WorkerEnded ended)
    {
        _works = false;
        Answer();
        if (_roles.Server is null || ended.Problem.Length > 0) _roles.Ended(ended.Problem);
    }

    private void EndServer()
    {
        _serves = false;
        Answer();
    }

    // While another one may lead, the run goes on there; the last one stops it with a checkpoint.
    private void Stop()
    {
        _stoppers.Add(Sender);
        if (_works) _worker.Tell(new StopWanted());
        _serves = !_isClosed && _roles.Server is not null && IsLastServer(AkkaCluster.Get(Context.System));
        if (_serves) Context.ActorSelection(_server.Path / "singleton").Tell(new StopWanted());
        Answer();
    }

    private static bool IsLastServer(AkkaCluster cluster) => !cluster.State.Members.Any(member =>
        member.HasRole(NodeRoles.Serving) && member.Status == MemberStatus.Up
        && member.UniqueAddress != cluster.SelfUniqueAddress);

    private void Answer()
    {
        if (_works || _serves) return;
        foreach (var stopper in _stoppers) stopper.Tell(new Stopped());
        _stoppers.Clear();
    }

    /// <summary>The node shall let its roles end.</summary>
    internal sealed record StopWanted;

    /// <summary>They have ended.</summary>
    internal sealed record Stopped;

    /// <summary>The worker has ended.</summary>
    /// <param name="Problem">Empty, or what a person must mend.</param>
    internal sealed record WorkerEnded(string Problem);

    /// <summary>The server leads nothing.</summary>
    internal sealed record ServerEnded;
}
