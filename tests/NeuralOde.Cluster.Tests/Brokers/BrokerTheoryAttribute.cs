using Xunit;

namespace NeuralOde.Cluster.Tests.Brokers;

/// <summary>A theory that needs the program of a broker; without it, it is skipped with the mend.</summary>
public sealed class BrokerTheoryAttribute : TheoryAttribute
{
    public BrokerTheoryAttribute() => Skip = new BrokerFactAttribute().Skip;
}
