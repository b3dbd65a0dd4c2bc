using NeuralOde.Actors.Mail;
using NeuralOde.Actors.Running;
using NeuralOde.Actors.Wire;
using NeuralOde.Cluster.Tests.Brokers;
using NeuralOde.Cluster.Tests.Hosting;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;
using Xunit;

namespace NeuralOde.Cluster.Tests.Security;

/// <summary>The users of a broker can train (the other tests here do, as both) and can do nothing else.</summary>
[Collection(BrokerTests.Name)]
public sealed class RightsTests(Broker broker)
{
    private const int AccessRefused = 403;

    [BrokerTheory, InlineData("baton.x"), InlineData("srv.x"), InlineData("follow.x"), InlineData("x")]
    public Task A_worker_makes_no_queues_but_its_own(string queue) =>
        IsRefused(broker.WorkerUri, channel => Declare(channel, queue));

    [BrokerTheory, InlineData("srv.x"), InlineData("baton.x"), InlineData("follow.x")]
    public async Task A_worker_reads_no_queues_but_its_own(string queue)
    {
        await Allowed(broker.ServerUri, channel => Declare(channel, queue));
        await IsRefused(
            broker.WorkerUri,
            channel => channel.BasicConsumeAsync(queue, autoAck: true, new AsyncEventingBasicConsumer(channel)));
    }

    [BrokerTheory, InlineData("", "baton.x"), InlineData("", "neuralode.runs"), InlineData("theta.x", "")]
    public async Task A_worker_writes_to_no_exchange_but_that_of_workers(string exchange, string key)
    {
        await Allowed(broker.ServerUri, channel => channel.ExchangeDeclareAsync("theta.x", ExchangeType.Fanout, durable: true));
        await IsRefused(
            broker.WorkerUri,
            channel => channel.BasicPublishAsync(exchange, key, new byte[] { 1 }).AsTask(),
            new(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true));
    }

    [BrokerFact]
    public Task A_server_makes_no_queues_of_other_names() =>
        IsRefused(broker.ServerUri, channel => Declare(channel, "x"));

    [BrokerTheory, InlineData("server"), InlineData("worker")]
    public async Task Nobody_enters_another_virtual_host(string user)
    {
        var uri = (user == "server" ? broker.ServerUri : broker.WorkerUri).Replace("/neuralode", "/%2f", StringComparison.Ordinal);
        var refused = await Record.ExceptionAsync(() => Allowed(uri, channel => Declare(channel, "wk.x")));

        Assert.Contains("NOT_ALLOWED", $"{refused}", StringComparison.Ordinal);
    }

    [BrokerFact]
    public async Task A_worker_can_neither_close_a_run_nor_stop_it()
    {
        var setup = SmallExperiment.Setup("training.steps=400");
        await using var run = new ClusterRun(broker, setup);
        await run.StartServer();
        await run.StartWorker("a");
        await run.Reached(1);
        var stop = new ToServer.StopWanted(new(new("a"), new(1)));
        await Allowed(broker.WorkerUri, async channel =>
        {
            await channel.BasicPublishAsync(
                "neuralode.workers", "neuralode.runs",
                WireFormat.Encode(new Envelope<ToNode>(run.Id, new(1), new ToNode.RunClosed())));
            await channel.BasicPublishAsync(
                "neuralode.workers", run.MailboxOfServers,
                WireFormat.Encode(new Envelope<ToServer>(run.Id, new(1), stop)));
        });
        await run.Logged("s", "A worker stops no run");
        await run.Logged("s", "A worker opens or closes no runs.");
        var outcome = await run.Outcome;

        Assert.Equal(SmallExperiment.Undisturbed(setup), outcome.Progress);
        Assert.Equal(new Ending.Finished(), outcome.Ending);
    }

    private static Task<QueueDeclareOk> Declare(IChannel channel, string queue) =>
        channel.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false);

    private static async Task IsRefused(string uri, Func<IChannel, Task> work, CreateChannelOptions? options = null)
    {
        var refused = await Record.ExceptionAsync(() => Allowed(uri, work, options));

        Assert.True(
            refused is OperationInterruptedException { ShutdownReason.ReplyCode: AccessRefused }, $"{refused}");
    }

    private static async Task Allowed(string uri, Func<IChannel, Task> work, CreateChannelOptions? options = null)
    {
        await using var connection = await new ConnectionFactory { Uri = new(uri) }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync(options);
        await work(channel);
    }
}
