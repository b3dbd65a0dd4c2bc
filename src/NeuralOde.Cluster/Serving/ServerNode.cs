using NeuralOde.Actors.Mail;
using NeuralOde.Cluster.Brokers;
using NeuralOde.Cluster.Nodes;

namespace NeuralOde.Cluster.Serving;

/// <summary>A node that leads runs, or stands by until their leader is gone.</summary>
public static class ServerNode
{
    /// <summary>Serves until it is cancelled.</summary>
    public static Task RunAsync(NodeSettings node, CancellationToken cancellation) =>
        new Node(
            node, BrokerUser.Server, (run, stop) => new ServerSession(node, run).RunAsync(stop),
            (connection, run, lost) => OpenRuns.AppendAsync(
                connection, Writer.Server, new(run.Id, new(0), new ToNode.RunOpened(run.Description)), lost))
            .RunAsync(cancellation);
}
