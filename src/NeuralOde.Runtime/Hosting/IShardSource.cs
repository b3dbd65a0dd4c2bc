using NeuralOde.Actors.Mail;

namespace NeuralOde.Runtime.Hosting;

/// <summary>Brings shards into a worker's memory.</summary>
public interface IShardSource
{
    /// <summary>Reads a shard from what is here.</summary>
    /// <returns>False where it cannot be read here, or is another one.</returns>
    Task<bool> LoadAsync(int shard);

    /// <summary>Puts a piece beside the others.</summary>
    /// <returns>True when the last one came, and the shard is in memory.</returns>
    bool Keep(ToWorker.ShardPart part);
}
