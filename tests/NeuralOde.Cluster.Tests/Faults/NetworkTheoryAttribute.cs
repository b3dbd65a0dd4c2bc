using NeuralOde.TestKit.Hosting;
using Xunit;

namespace NeuralOde.Cluster.Tests.Faults;

/// <summary>A theory that needs a broker, and root and <c>ip</c> to make hosts and cut the network between
/// them.</summary>
public sealed class NetworkTheoryAttribute : TheoryAttribute
{
    public NetworkTheoryAttribute() => Skip = new RootFactAttribute().Skip ?? Network.Obstacle;
}
