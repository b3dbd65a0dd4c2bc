using NeuralOde.Actors;
using NeuralOde.Actors.Mail;
using NeuralOde.Actors.Wire;
using NeuralOde.Cluster.Brokers;
using NeuralOde.Cluster.Nodes;
using NeuralOde.Core.Values;
using NeuralOde.Runtime.Hosting;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace NeuralOde.Cluster.Serving;

/// <summary>Brings what is in the server's queue to the server.</summary>
internal static class ServerMailbox
{
    private const string Returned = "x-first-death-queue";

    /// <summary>Begins; it ends with the connection.</summary>
    public static Task OpenAsync(
        IConnection connection, string queue, ServerHost host, Action share, NodeLog log, CancellationToken lost) =>
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

                return Read(delivery, host.NowMs, queue, log) is { } message
                    ? host.SendAsync(message)
                    : Task.CompletedTask;
            },
            lost);

    private static ParameterServer.Message? Read(
        BasicDeliverEventArgs delivery, double nowMs, string queue, NodeLog log)
    {
        var writer = Intake.WriterOf(delivery);
        if (writer != Writer.Follower && delivery.BasicProperties.Headers?.ContainsKey(Returned) == true)
        {
            return WireFormat.DecodeToWorker(delivery.Body.Span) is Result<Envelope<ToWorker>, WireError>.Ok(var letter)
                && delivery.BasicProperties.CorrelationId is { } worker
                ? new ParameterServer.Message.Returned(new(worker), letter, nowMs)
                : null;
        }

        switch (WireFormat.DecodeToServer(delivery.Body.Span))
        {
            case Result<Envelope<ToServer>, WireError>.Ok({ Letter.IsOfWorker: false }) when writer == Writer.Worker:
                log.Refused(queue, "A worker stops no run, and speaks for no server.");
                return null;
            case Result<Envelope<ToServer>, WireError>.Ok({ Letter: not ToServer.StopWanted })
                when writer == Writer.Follower:
                log.Refused(queue, "Whoever follows a run asks it to stop, and writes no more.");
                return null;
            case Result<Envelope<ToServer>, WireError>.Ok(var envelope):
                return new ParameterServer.Message.Arrived(envelope, nowMs);
            case Result<Envelope<ToServer>, WireError>.Failed(var error):
                log.Refused(queue, error);
                return null;
            default:
                return null;
        }
    }
}
