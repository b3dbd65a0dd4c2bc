using Xunit;

namespace NeuralOde.Cluster.Tests.Brokers;

/// <summary>A test that needs the program of a broker; without it, it is skipped with the mend.</summary>
public sealed class BrokerFactAttribute : FactAttribute
{
    public BrokerFactAttribute()
    {
        if (!IsInstalled)
        {
            Skip = "rabbitmq-server is not installed: apt-get install -y --no-install-recommends rabbitmq-server";
        }
    }

    private static bool IsInstalled => Directory.Exists("/usr/lib/rabbitmq/lib");
}
