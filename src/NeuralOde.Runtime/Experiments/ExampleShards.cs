using System.Collections.Concurrent;
using System.Numerics;

namespace NeuralOde.Runtime.Experiments;

/// <summary>The shards that are in memory here, in the number type that they are solved in.</summary>
/// <typeparam name="T">The type of states and parameters.</typeparam>
internal sealed class ExampleShards<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ConcurrentDictionary<int, ShardExamples<T>> _shards = new();

    /// <summary>A shard that was put here.</summary>
    public ShardExamples<T> this[int shard] => _shards[shard];

    /// <summary>Keeps a shard.</summary>
    public void Put(int shard, ShardExamples<T> examples) => _shards[shard] = examples;

    /// <summary>All shards of an experiment.</summary>
    public static ExampleShards<T> Of(ExperimentSetup setup)
    {
        var shards = new ExampleShards<T>();
        foreach (var (number, shard) in ShardExamples<T>.Cut(setup.Data, setup.Plan).Index()) shards.Put(number, shard);
        return shards;
    }
}
