using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using NeuralOde.Core.Values;
using RabbitMQ.Client;

namespace NeuralOde.Cluster.Brokers;

/// <summary>By what a client knows its broker, and what it shows it: the files of a folder as
/// <c>cluster-config/tls-certificates</c> makes it.</summary>
public sealed class BrokerCertificates
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    private readonly X509Certificate2Collection _authorities;
    private readonly X509Certificate2 _own;

    private BrokerCertificates(string folder, string name, X509Certificate2Collection authorities, X509Certificate2 own)
    {
        (Folder, OwnFile, AuthorityFile) = (folder, FileOf(folder, name, "pem"), FileOf(folder, "ca", "pem"));
        (_authorities, _own) = (authorities, own);
    }

    /// <summary>The folder.</summary>
    public string Folder { get; }

    /// <summary>The file of the certificate that is shown.</summary>
    internal string OwnFile { get; }

    /// <summary>The file of the authority, of which the broker's certificate must be.</summary>
    internal string AuthorityFile { get; }

    /// <summary>Reads <c>ca.pem</c>, and the certificate and key of a role, or says what is wrong with them.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="name">The role, by its name as a <see cref="BrokerUser"/>.</param>
    public static Result<BrokerCertificates, string> Read(string folder, string name)
    {
        var files = new[] { FileOf(folder, "ca", "pem"), FileOf(folder, name, "pem"), FileOf(folder, name, "key") };
        if (files.FirstOrDefault(file => !File.Exists(file)) is { } missing)
        {
            return new Result<BrokerCertificates, string>.Failed(
                $"{missing}: there is no such file. A {name} needs ca.pem, {name}.pem and {name}.key of the folder "
                + "that cluster-config/tls-certificates made.");
        }

        try
        {
            var authorities = new X509Certificate2Collection();
            authorities.ImportFromPemFile(files[0]);
            return new BrokerCertificates(
                folder, name, authorities, X509Certificate2.CreateFromPemFile(files[1], files[2]));
        }
        catch (Exception thrown) when (thrown is CryptographicException or IOException or UnauthorizedAccessException)
        {
            return new Result<BrokerCertificates, string>.Failed(
                $"{folder}: the certificates of {name} cannot be read ({thrown.Message}). Make new ones with "
                + "cluster-config/tls-certificates.");
        }
    }

    /// <summary>Lets a client show the certificate, and take no broker but one of the authority.</summary>
    internal void Into(SslOption tls)
    {
        tls.Certs = [_own];
        tls.CertificateValidationCallback = (_, shown, chain, faults) => Trusts(shown, chain, faults, tls.ServerName);
    }

    private bool Trusts(X509Certificate? shown, X509Chain? chain, SslPolicyErrors faults, string host)
    {
        if (shown is null) throw new BrokerDistrustedException("it shows no certificate");
        if (faults.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
        {
            throw new BrokerDistrustedException(
                $"its certificate is not for {host}; make one with cluster-config/tls-certificates DIR {host}");
        }

        using var ours = new X509Chain();
        ours.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        ours.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        ours.ChainPolicy.CustomTrustStore.AddRange(_authorities);
        _ = ours.ChainPolicy.ApplicationPolicy.Add(new(ServerAuthentication));
        if (chain is not null)
        {
            ours.ChainPolicy.ExtraStore.AddRange(chain.ChainElements.Select(one => one.Certificate).ToArray());
        }

        if (ours.Build(new(shown))) return true;
        var reasons = string.Join(", ", ours.ChainStatus.Select(status => status.StatusInformation.TrimEnd('.', ' ')));
        throw new BrokerDistrustedException(
            $"its certificate is not of the authority in {AuthorityFile} ({reasons}); use the ca.pem of the "
            + "folder that the broker was started with");
    }

    private static string FileOf(string folder, string name, string kind) => Path.Combine(folder, $"{name}.{kind}");
}
