using NeuralOde.Actors;
using NeuralOde.Actors.Mail;
using NeuralOde.Actors.Wire;
using NeuralOde.Cluster.Brokers;
using NeuralOde.Cluster.Nodes;
using NeuralOde.Core.Values;
using NeuralOde.Runtime.Hosting;
using RabbitMQ.Client;

namespace NeuralOde.Cluster.Serving;

/// <summary>Brings what is in a range server's queue to it.</summary>
internal static class RangeMailbox
{
    /// <summary>Begins; it ends with the connection.</summary>
    public static Task OpenAsync(
        IConnection connection, string queue, RangeHost host, Action share, NodeLog log, CancellationToken lost) =>
        QueueReader.OpenAsync(
            connection,
            queue,
            delivery =>
            {
                if (CopiesOfCheckpoints.AreWanted(delivery))
                {
                    _ = Task.Run(share, lost);
                    return Task.CompletedTask;
                }

                switch (WireFormat.DecodeToRange(delivery.Body.Span))
                {
                    case Result<Envelope<ToRange>, WireError>.Ok({ Letter.IsOfWorker: false })
                        when Intake.WriterOf(delivery) == Writer.Worker:
                        log.Refused(queue, "A worker leads no server.");
                        break;
                    case Result<Envelope<ToRange>, WireError>.Ok(var envelope):
                        return host.SendAsync(new RangeServer.Message.Arrived(envelope));
                    case Result<Envelope<ToRange>, WireError>.Failed(var error):
                        log.Refused(queue, error);
                        break;
                }

                return Task.CompletedTask;
            },
            lost);
}
