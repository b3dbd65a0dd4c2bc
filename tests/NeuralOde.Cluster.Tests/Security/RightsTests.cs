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

/// <summary>The users of a broker can train (the other tests here do) and can do nothing else.</summary>
[Collection(BrokerTests.Name)]
public sealed class RightsTests(Broker broker)
{
    private const int AccessRefused = 403;

    [BrokerTheory]
    [InlineData("worker", "baton.x"), InlineData("worker", "srv.x"), InlineData("worker", "follow.x")]
    [InlineData("follower", "baton.x"), InlineData("follower", "srv.x"), InlineData("follower", "wk.x")]
    [InlineData("worker", "x"), InlineData("follower", "x"), InlineData("server", "x")]
    public Task Nobody_makes_queues_but_its_own(string user, string queue) =>
        IsRefused(broker.UriOf(user), channel => Declare(channel, queue));

    [BrokerTheory]
    [InlineData("worker", "srv.x"), InlineData("worker", "baton.x"), InlineData("worker", "follow.x")]
    [InlineData("follower", "srv.x"), InlineData("follower", "baton.x"), InlineData("follower", "wk.x")]
    [InlineData("follower", "th.x")]
    public async Task Neither_workers_nor_followers_read_queues_but_their_own(string user, string queue)
    {
        await Allowed(broker.ServerUri, channel => Declare(channel, queue));
        await IsRefused(
            broker.UriOf(user),
            channel => channel.BasicConsumeAsync(queue, autoAck: true, new AsyncEventingBasicConsumer(channel)));
    }

    [BrokerTheory]
    [InlineData("worker", "", "baton.x"), InlineData("worker", "", "neuralode.runs"), InlineData("worker", "theta.x", "")]
    [InlineData("worker", "neuralode.followers", "srv.x")]
    [InlineData("follower", "", "baton.x"), InlineData("follower", "", "th.x"), InlineData("follower", "theta.x", "")]
    [InlineData("follower", "neuralode.workers", "srv.x")]
    public async Task Neither_workers_nor_followers_write_to_an_exchange_but_their_own(string user, string exchange, string key)
    {
        foreach (var made in new[] { "theta.x", "neuralode.workers", "neuralode.followers" })
        {
            var type = made == "theta.x" ? ExchangeType.Fanout : ExchangeType.Direct;
            await Allowed(broker.ServerUri, channel => channel.ExchangeDeclareAsync(made, type, durable: true));
        }

        await IsRefused(
            broker.UriOf(user),
            channel => channel.BasicPublishAsync(exchange, key, new byte[] { 1 }).AsTask(),
            new(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true));
    }

    [BrokerTheory, InlineData("server"), InlineData("worker"), InlineData("follower")]
    public async Task Nobody_enters_another_virtual_host(string user)
    {
        var uri = broker.UriOf(user).Replace("/neuralode", "/%2f", StringComparison.Ordinal);
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

    [BrokerFact]
    public async Task A_follower_cannot_speak_for_a_worker()
    {
        var setup = SmallExperiment.Setup("training.steps=200");
        await using var run = new ClusterRun(broker, setup);
        await run.StartServer();
        await run.StartWorker("a");
        await run.Reached(1);
        var leaving = new ToServer.WorkerLeaving(new(new("a"), new(1)));
        await Allowed(broker.FollowerUri, channel => channel.BasicPublishAsync(
            "neuralode.followers", run.MailboxOfServers,
            WireFormat.Encode(new Envelope<ToServer>(run.Id, new(1), leaving))).AsTask());
        await run.Logged("s", "Whoever follows a run asks it to stop, and writes no more.");
        var outcome = await run.Outcome;

        Assert.Equal(SmallExperiment.Undisturbed(setup), outcome.Progress);
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
