using NeuralOde.Actors.Mail;
using NeuralOde.Core.Data;
using NeuralOde.Runtime.Hosting;

namespace NeuralOde.Runtime.Experiments;

/// <summary>Brings the shards of a run into a worker's memory: from the data that is here, or from the pieces
/// that the server sends. What has another checksum is not taken.</summary>
/// <param name="run">What the run is.</param>
/// <param name="worker">Where the shards go.</param>
/// <param name="local">Cuts the data that is here into shards; null where there is none. Called once at
/// most.</param>
public sealed class ShardStore(
    RunDescription run, ExperimentWorker worker, Func<IReadOnlyList<ShardExamples<double>>?> local) : IShardSource
{
    /// <summary>The bytes of a piece of a shard.</summary>
    public const int PartBytes = 1 << 20;

    private readonly Lazy<IReadOnlyList<ShardExamples<double>>?> _local = new(local);
    private readonly Dictionary<int, Assembly> _arriving = [];
    private readonly Lock _order = new();

    /// <inheritdoc/>
    public Task<bool> LoadAsync(int shard) => Task.Run(() =>
        shard >= 0 && shard < run.Shards.Count
        && _local.Value is { } shards && shard < shards.Count
        && Take(shard, ShardFile.Write(shards[shard])));

    /// <inheritdoc/>
    public bool Keep(ToWorker.ShardPart part)
    {
        lock (_order)
        {
            if (part.Shard < 0 || part.Shard >= run.Shards.Count) return false;
            var length = run.Shards[part.Shard].Bytes;
            if (length is <= 0 or > DataLimits.FileBytes) return false;
            if (!_arriving.TryGetValue(part.Shard, out var arriving))
            {
                _arriving[part.Shard] = arriving = new(length);
            }

            if (!arriving.Add(part)) return false;
            _ = _arriving.Remove(part.Shard);
            return Take(part.Shard, arriving.Bytes);
        }
    }

    private bool Take(int shard, byte[] bytes)
    {
        if (ShardFile.RefOf(bytes) != run.Shards[shard]) return false;
        return ShardFile.Read($"shard {shard}", bytes, run.Data).Match(
            read =>
            {
                worker.Put(shard, read);
                return true;
            },
            _ => false);
    }

    /// <summary>The pieces of a shard that have come.</summary>
    private sealed class Assembly(int length)
    {
        private readonly HashSet<int> _parts = [];

        public byte[] Bytes { get; } = new byte[length];

        /// <summary>True when this was the last one.</summary>
        public bool Add(ToWorker.ShardPart part)
        {
            var start = (long)part.Part * PartBytes;
            var count = (int)Math.Min(PartBytes, length - start);
            if (part.Part < 0 || start >= length || part.Bytes.Count != count) return false;
            part.Bytes.AsSpan().CopyTo(Bytes.AsSpan((int)start));
            _ = _parts.Add(part.Part);
            return _parts.Count == (length + PartBytes - 1) / PartBytes;
        }
    }
}
