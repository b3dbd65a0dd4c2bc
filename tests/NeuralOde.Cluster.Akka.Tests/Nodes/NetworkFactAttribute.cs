using NeuralOde.TestKit.Hosting;
using Xunit;

namespace NeuralOde.Cluster.Akka.Tests.Nodes;

/// <summary>A fact that needs root and <c>ip</c> to make hosts and cut the network between them.</summary>
public sealed class NetworkFactAttribute : FactAttribute
{
    public NetworkFactAttribute() => Skip = Network.Obstacle;
}
