using NeuralOde.Cluster.Tests.Brokers;
using Xunit;

namespace NeuralOde.Cluster.Tests.Faults;

/// <summary>A test that needs a broker, and root to mount a disk or cut a network.</summary>
public sealed class RootFactAttribute : FactAttribute
{
    public RootFactAttribute() => Skip = new BrokerFactAttribute().Skip
        ?? (Environment.UserName == "root" ? null : "This needs root: it mounts a small disk or cuts a network.");
}
