using NeuralOde.Actors.Mail;
using NeuralOde.Core.Data;
using NeuralOde.Core.Values;
using NeuralOde.Runtime.Experiments;
using Xunit;

namespace NeuralOde.Runtime.Tests.Experiments;

public sealed class ShardStoreTests
{
    private static readonly Examples<double> Training = ExampleSets.OneTarget<double>(
        [.. Enumerable.Range(0, 120_000).Select(i => i / 7.0)], 2, new double[60_000], 1);

    private static readonly ShardExamples<double> Shard = new(Training, Training.Slice(0, 0));
    private static readonly byte[] File = ShardFile.Write(Shard);
    private readonly Dictionary<int, ShardExamples<double>> _taken = [];

    [Fact]
    public void A_shard_survives_the_way()
    {
        var read = ShardFile.Read("shard", File, Run.Data);

        Assert.Equal(new Result<ShardExamples<double>, DataError>.Ok(Shard), read);
    }

    [Fact]
    public void Pieces_in_any_order_and_doubled_give_the_shard_once()
    {
        var store = Store(Run);
        var parts = Parts();

        var kept = parts.Reverse().Take(parts.Length - 1).Concat(parts).Select(store.Keep).ToArray();

        Assert.True(parts.Length > 1);
        Assert.Equal(1, kept.Count(isWhole => isWhole));
        Assert.Equal(Shard, _taken[0]);
    }

    [Fact]
    public void A_shard_of_another_check_sum_is_not_taken()
    {
        var store = Store(Run with { Shards = [Run.Shards[0] with { Sha256 = new('0', 64) }] });

        Assert.DoesNotContain(true, Parts().Select(store.Keep));
        Assert.Empty(_taken);
    }

    [Theory]
    [InlineData(-1, 0, 1)]
    [InlineData(1, 0, 1)]
    [InlineData(0, -1, 1)]
    [InlineData(0, 1 << 30, 1)]
    [InlineData(0, 0, 1)]
    public void A_piece_that_cannot_be_is_left(int shard, int part, int bytes)
    {
        var store = Store(Run);

        Assert.False(store.Keep(new(shard, part, 1, ValueArray.Of<byte>(new byte[bytes]))));
    }

    [Theory, InlineData(0), InlineData(-5), InlineData(int.MaxValue)]
    public void A_length_above_the_limit_asks_for_no_memory(int length)
    {
        var store = Store(Run with { Shards = [new(length, "")] });
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.False(store.Keep(new(0, 0, 1, [1])));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4096);
    }

    private static RunDescription Run => new()
    {
        Build = "",
        Probe = 0,
        Experiment = "{}",
        Data = new(Training.Count, 0, 2, 1),
        DataSha256 = "",
        Shards = [ShardFile.RefOf(File)],
    };

    private ShardStore Store(RunDescription run) =>
        new(run, new(() => throw new InvalidOperationException(), _taken.Add), () => null);

    private static ToWorker.ShardPart[] Parts()
    {
        var chunks = File.Chunk(ShardStore.PartBytes).ToArray();
        return [.. chunks.Select((bytes, part) => new ToWorker.ShardPart(
            0, part, chunks.Length, ValueArray.Of<byte>(bytes)))];
    }
}
