using NeuralOde.Cluster.Tests.Brokers;
using Xunit;

namespace NeuralOde.Cluster.Tests.Faults;

/// <summary>The tests of single faults: they share a broker of their own, beside that of the other tests, since both
/// mostly wait.</summary>
[CollectionDefinition(Name)]
public sealed class FaultTests : ICollectionFixture<Broker>
{
    public const string Name = "faults";
}
