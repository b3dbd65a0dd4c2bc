using Xunit;

namespace NeuralOde.Cluster.Tests.Brokers;

/// <summary>The tests that share one broker; it starts with the first of them.</summary>
[CollectionDefinition(Name)]
public sealed class BrokerTests : ICollectionFixture<Broker>
{
    public const string Name = "broker";
}
