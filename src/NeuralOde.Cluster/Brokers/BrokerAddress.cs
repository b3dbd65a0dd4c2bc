using NeuralOde.Core.Values;

namespace NeuralOde.Cluster.Brokers;

/// <summary>Where a broker listens, and who is asking.</summary>
public sealed class BrokerAddress
{
    /// <summary>The broker of this machine that nobody configured.</summary>
    public const string Default = "amqp://127.0.0.1:5672";

    private BrokerAddress(Uri uri) => Uri = uri;

    /// <summary>All of it, the password too: never to be written anywhere.</summary>
    internal Uri Uri { get; }

    /// <summary>The host.</summary>
    public string Host => Uri.Host;

    /// <summary>The port.</summary>
    public int Port => Uri.Port > 0 ? Uri.Port : IsSecure ? 5671 : 5672;

    /// <summary>Whether TLS is spoken.</summary>
    public bool IsSecure => Uri.Scheme == "amqps";

    /// <summary>The address that a text says, or what is wrong with it.</summary>
    public static Result<BrokerAddress, string> Parse(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "amqp" or "amqps" && uri!.Host.Length > 0
            ? new BrokerAddress(uri)
            : new Result<BrokerAddress, string>.Failed(
                "The broker's address is not understood: give amqp://USER:PASSWORD@HOST:PORT/VHOST, or amqps:// "
                + "for TLS.");

    /// <summary>The address as it was given, for a process that is started with it.</summary>
    public string Whole => Uri.OriginalString;

    /// <summary>The address without user and password.</summary>
    public override string ToString() => $"{Uri.Scheme}://{Host}:{Port}{Uri.AbsolutePath.TrimEnd('/')}";
}
