using NeuralOde.Core.Values;
using RabbitMQ.Client;

namespace NeuralOde.Cluster.Brokers;

/// <summary>Where a broker listens, and who is asking.</summary>
public sealed class BrokerAddress
{
    /// <summary>The broker of this machine that nobody configured.</summary>
    public const string Default = "amqp://127.0.0.1:5672";

    private readonly Uri _uri;
    private readonly IReadOnlyDictionary<string, Uri> _ofUsers;

    private BrokerAddress(
        Uri uri, BrokerCertificates? certificates, IReadOnlyDictionary<string, Uri>? ofUsers = null) =>
        (_uri, Certificates, _ofUsers) = (uri, certificates, ofUsers ?? new Dictionary<string, Uri>());

    /// <summary>The broker that is at <see cref="Default"/>.</summary>
    public static BrokerAddress OfThisMachine { get; } = new(new(Default), certificates: null);

    /// <summary>The host.</summary>
    public string Host => _uri.Host;

    /// <summary>The port.</summary>
    public int Port => _uri.Port > 0 ? _uri.Port : IsSecure ? 5671 : 5672;

    /// <summary>Whether TLS is spoken.</summary>
    public bool IsSecure => _uri.Scheme == "amqps";

    /// <summary>Whether a password is in it.</summary>
    public bool HasPassword => _uri.UserInfo.Contains(':', StringComparison.Ordinal);

    /// <summary>What is shown to the broker, and what it must show; null where the machine's own authorities
    /// are trusted.</summary>
    public BrokerCertificates? Certificates { get; }

    /// <summary>The address as it was given, the password too: never to be written anywhere.</summary>
    public string Whole => _uri.OriginalString;

    /// <summary>Where a user logs in, if the address was read from a file that has that user's beside it; otherwise
    /// this one.</summary>
    public BrokerAddress For(string user) => new(_ofUsers.GetValueOrDefault(user, _uri), Certificates, _ofUsers);

    /// <summary>The address that a text says, or what is wrong with it.</summary>
    public static Result<BrokerAddress, string> Parse(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "amqp" or "amqps" && uri!.Host.Length > 0
            ? new BrokerAddress(uri, certificates: null)
            : new Result<BrokerAddress, string>.Failed(
                "The broker's address is not understood: give amqp://USER:PASSWORD@HOST:PORT/VHOST, or amqps:// "
                + "for TLS, or a file that holds it.");

    /// <summary>The address that a text says, or the first line of the file that it names: so no password need
    /// stand on a command line.</summary>
    public static Result<BrokerAddress, string> ParseOrRead(string text) =>
        text.Contains("://", StringComparison.Ordinal) || !File.Exists(text)
            ? Parse(text)
            : ReadFrom(text).Bind(address => WithUsers(address, Path.GetDirectoryName(text)!));

    /// <summary>The same with certificates, or why they are of no use.</summary>
    public Result<BrokerAddress, string> With(BrokerCertificates certificates) => IsSecure
        ? new BrokerAddress(_uri, certificates, _ofUsers)
        : new Result<BrokerAddress, string>.Failed(
            $"{this} speaks no TLS, so certificates are of no use: give amqps://, or leave --tls away.");

    /// <summary>The address without user and password.</summary>
    public override string ToString() => $"{_uri.Scheme}://{Host}:{Port}{_uri.AbsolutePath.TrimEnd('/')}";

    private static Result<BrokerAddress, string> WithUsers(BrokerAddress address, string folder)
    {
        var ofUsers = new Dictionary<string, Uri>(StringComparer.Ordinal);
        foreach (var user in BrokerUser.All)
        {
            var file = Path.Combine(folder, $"{user}.uri");
            if (!File.Exists(file)) continue;
            switch (ReadFrom(file))
            {
                case Result<BrokerAddress, string>.Ok(var theirs):
                    ofUsers[user] = theirs._uri;
                    break;
                case Result<BrokerAddress, string>.Failed refused:
                    return refused;
            }
        }

        return new BrokerAddress(address._uri, certificates: null, ofUsers);
    }

    private static Result<BrokerAddress, string> ReadFrom(string file) =>
        Parse(File.ReadLines(file).FirstOrDefault("").Trim()).MapError(fault => $"{file}: {fault}");

    /// <summary>What connects to it.</summary>
    internal ConnectionFactory Factory()
    {
        var factory = new ConnectionFactory { Uri = _uri, MaxInboundMessageBodySize = BrokerLetters.Limit };
        Certificates?.Into(factory.Ssl);
        return factory;
    }
}
