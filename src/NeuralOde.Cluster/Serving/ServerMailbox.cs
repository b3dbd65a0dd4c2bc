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
    private const ushort LettersAhead = 64;
    private const string Returned = "x-first-death-queue";

    /// <summary>Begins; it ends with the connection.</summary>
    public static async Task OpenAsync(
        IConnection connection, RunQueues queues, ServerHost host, NodeLog log, CancellationToken lost)
    {
        var channel = await connection.CreateChannelAsync(cancellationToken: lost);
        await channel.BasicQosAsync(0, LettersAhead, global: false, lost);
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += async (_, delivery) =>
        {
            // The letter's bytes are the client's again when this handler ends.
            if (Read(delivery, host.NowMs, queues.Server, log) is { } message)
            {
                await host.SendAsync(message);
            }

            await channel.BasicAckAsync(delivery.DeliveryTag, multiple: false, lost);
        };
        _ = await channel.BasicConsumeAsync(queues.Server, autoAck: false, consumer, lost);
    }

    private static ParameterServer.Message? Read(
        BasicDeliverEventArgs delivery, double nowMs, string queue, NodeLog log)
    {
        if (delivery.BasicProperties.Headers?.ContainsKey(Returned) == true)
        {
            return WireFormat.DecodeToWorker(delivery.Body.Span) is Result<Envelope<ToWorker>, WireError>.Ok(var letter)
                && delivery.BasicProperties.CorrelationId is { } worker
                ? new ParameterServer.Message.Returned(new(worker), letter, nowMs)
                : null;
        }

        switch (WireFormat.DecodeToServer(delivery.Body.Span))
        {
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
