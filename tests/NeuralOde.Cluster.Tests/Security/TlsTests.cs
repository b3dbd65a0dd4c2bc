using System.Diagnostics;
using System.Net.Security;
using NeuralOde.Cluster.Tests.Brokers;
using NeuralOde.TestKit;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using Xunit;

namespace NeuralOde.Cluster.Tests.Security;

public sealed class TlsTests(SecureBroker broker) : IClassFixture<SecureBroker>
{
    [BrokerFact]
    public async Task Nodes_with_certificates_of_the_authority_train_also_where_servers_share_the_parameters()
    {
        using var folder = new ScratchFolder();
        using var server = Node(folder, "server", "server-1");
        using var other = Node(folder, "server", "server-2");
        using var worker = Node(folder, "worker", "worker-1");
        try
        {
            var run = await ProgramRun.Of(
                "train", "toy", "--set", "training.steps=3", "--servers", "2",
                "--set", "model.0.field.hidden=[260,260]", "--json", "--out", Path.Combine(folder.Path, "run"),
                "--cluster", broker.UriFile("follower"), "--tls", broker.Certificates);

            Assert.True(run.ExitCode == 0, run.Error);
            Assert.Equal(3, run.Result.GetProperty("steps").GetInt32());
        }
        finally
        {
            server.Kill();
            other.Kill();
            worker.Kill();
        }
    }

    [BrokerFact]
    public async Task A_broker_of_another_authority_is_not_trusted()
    {
        var said = await Refused(broker.UriFile("follower"), broker.OtherCertificates);

        Assert.Contains(Path.Combine(broker.OtherCertificates, "ca.pem"), said, StringComparison.Ordinal);
        Assert.Contains("use the ca.pem of the folder that the broker was started with", said, StringComparison.Ordinal);
    }

    [BrokerFact]
    public async Task A_broker_whose_certificate_is_for_another_host_is_not_trusted() => Assert.Contains(
        "its certificate is not for localhost",
        await Refused(Uri("127.0.0.1", "localhost"), broker.Certificates), StringComparison.Ordinal);

    [BrokerFact]
    public async Task A_broker_that_no_authority_of_the_machine_knows_is_not_trusted() =>
        Assert.Contains("give --tls DIR", await Refused(broker.UriFile("follower")), StringComparison.Ordinal);

    [BrokerFact]
    public async Task A_client_of_another_authority_is_refused() => Assert.Contains(
        $"it takes {Path.Combine(broker.ForeignClients, "follower.pem")} only where that is of the authority",
        await Refused(broker.UriFile("follower"), broker.ForeignClients), StringComparison.Ordinal);

    [BrokerFact]
    public async Task A_client_without_TLS_is_refused() => Assert.Contains(
        "where it speaks TLS alone, give amqps:// and --tls DIR",
        await Refused(Uri("amqps://", "amqp://")), StringComparison.Ordinal);

    [BrokerFact]
    public async Task A_client_that_shows_no_certificate_is_refused()
    {
        var factory = new ConnectionFactory { Uri = new(broker.Uri("server")) };
        factory.Ssl.AcceptablePolicyErrors = SslPolicyErrors.RemoteCertificateChainErrors;

        _ = await Assert.ThrowsAsync<BrokerUnreachableException>(() => factory.CreateConnectionAsync());
    }

    [BrokerFact]
    public async Task A_missing_file_is_named()
    {
        using var folder = new ScratchFolder();

        var run = await ProgramRun.Of(
            "train", "toy", "--cluster", broker.UriFile("follower"), "--tls", folder.Path);

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith($"{Path.Combine(folder.Path, "ca.pem")}: there is no such file.", run.Error, StringComparison.Ordinal);
    }

    private string Uri(string old, string changed) =>
        broker.Uri("follower").Replace(old, changed, StringComparison.Ordinal);

    private static async Task<string> Refused(string uri, params string[] certificates)
    {
        var run = await ProgramRun.Of(
            ["train", "toy", "--cluster", uri, .. certificates.SelectMany(folder => new[] { "--tls", folder })]);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(": no broker lets us in: ", run.Error, StringComparison.Ordinal);
        return run.Error;
    }

    private Process Node(ScratchFolder folder, string role, string name)
    {
        var node = ProgramRun.Start(
            "node", "--role", role, "--name", name, "--out", Path.Combine(folder.Path, name), "--threads", "1",
            "--broker", broker.UriFile(role), "--tls", broker.Certificates);
        node.BeginOutputReadLine();
        node.BeginErrorReadLine();
        return node;
    }
}
