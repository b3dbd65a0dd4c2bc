using System.Security.Authentication;
using RabbitMQ.Client.Exceptions;

namespace NeuralOde.Cluster.Brokers;

/// <summary>Says why a broker lets nobody in, and the mend.</summary>
internal static class BrokerFault
{
    /// <summary>What is wrong with the connection to a broker that was not made.</summary>
    public static string Of(BrokerAddress broker, Exception thrown) =>
        $"{broker}: no broker lets us in: {Why(broker, Causes(thrown))}";

    private static string Why(BrokerAddress broker, IReadOnlyList<Exception> causes)
    {
        foreach (var cause in causes)
        {
            switch (cause)
            {
                case BrokerDistrustedException distrusted:
                    return $"{distrusted.Message}.";
                case AuthenticationException unknown when broker.Certificates is null:
                    return $"{Text(unknown)}; give --tls DIR, the folder of the certificates, where it has an "
                        + "authority of its own, or amqp:// where it speaks no TLS.";
                case AuthenticationException broken:
                    return $"{Text(broken)}; give amqp:// where it speaks no TLS.";
                case AuthenticationFailureException or PossibleAuthenticationFailureException:
                    return $"{Text(cause)}; take the address from the user's file of the broker's folder, such as "
                        + $"{BrokerUser.Follower}.uri.";
                case OperationInterruptedException { ShutdownReason: { } reason }:
                    return $"{reason.ReplyText}; take the address from the user's file of the broker's folder, such "
                        + $"as {BrokerUser.Follower}.uri.";
                case ConnectFailureException or OperationCanceledException:
                    return $"{Text(causes[^1])}; start one with cluster-config/broker-start, or check the address.";
            }
        }

        // What a broker tells about TLS is often lost when it closes the connection.
        return broker switch
        {
            { IsSecure: false } => $"{Text(causes[^1])}; where it speaks TLS alone, give amqps:// and --tls DIR.",
            { Certificates: { } shown } =>
                $"{Text(causes[^1])}; it takes {shown.OwnFile} only where that is of the authority that the broker "
                + "was started with (broker-start --tls).",
            _ => $"{Text(causes[^1])}; where it demands certificates, give --tls DIR.",
        };
    }

    // From the outermost to the innermost.
    private static List<Exception> Causes(Exception thrown)
    {
        var causes = new List<Exception>();
        for (var cause = thrown; cause is not null; cause = cause.InnerException) causes.Add(cause);
        return causes;
    }

    private static string Text(Exception cause) => cause.Message.TrimEnd('.', ' ');
}

/// <summary>A broker showed a certificate that we do not take.</summary>
internal sealed class BrokerDistrustedException(string reason) : AuthenticationException(reason);
