using NeuralOde.Cluster.Tests.Brokers;
using Xunit;

namespace NeuralOde.Cluster.Tests.Security;

/// <summary>A real broker that speaks TLS alone, with clients that show a certificate of its authority. Its own is
/// for 127.0.0.1, and not for localhost.</summary>
public sealed class SecureBroker : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("neuralode-tls-").FullName;

    /// <summary>The folder of the certificates.</summary>
    public string Certificates => Path.Combine(_folder, "certificates");

    /// <summary>Such a folder of another authority.</summary>
    public string OtherCertificates => Path.Combine(_folder, "others");

    /// <summary>A folder with the right authority, and clients of the other one.</summary>
    public string ForeignClients => Path.Combine(_folder, "foreign");

    /// <summary>Where a user of the broker logs in.</summary>
    public string Uri(string user) => File.ReadAllText(UriFile(user)).Trim();

    /// <summary>The file that says it.</summary>
    public string UriFile(string user) => Path.Combine(_folder, "broker", $"{user}.uri");

    public async Task InitializeAsync()
    {
        if (new BrokerFactAttribute().Skip is not null) return;
        await BrokerScripts.Run("tls-certificates", Certificates, "127.0.0.1");
        await BrokerScripts.Run("tls-certificates", OtherCertificates, "127.0.0.1");
        _ = Directory.CreateDirectory(ForeignClients);
        foreach (var name in new[] { "follower.pem", "follower.key" })
        {
            File.Copy(Path.Combine(OtherCertificates, name), Path.Combine(ForeignClients, name));
        }

        File.Copy(Path.Combine(Certificates, "ca.pem"), Path.Combine(ForeignClients, "ca.pem"));
        await BrokerScripts.Run(
            "broker-start", Path.Combine(_folder, "broker"), "--port", $"{BrokerScripts.FreePort()}",
            "--tls", Certificates);
    }

    public async Task DisposeAsync()
    {
        if (new BrokerFactAttribute().Skip is null)
        {
            await BrokerScripts.Run("broker-stop", Path.Combine(_folder, "broker"));
        }

        Directory.Delete(_folder, recursive: true);
    }
}
