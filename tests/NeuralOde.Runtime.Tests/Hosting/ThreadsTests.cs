using NeuralOde.Runtime.Hosting;
using Xunit;

namespace NeuralOde.Runtime.Tests.Hosting;

public sealed class ThreadsTests
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(1);

    [Fact]
    public void Two_threads_work_at_the_same_time()
    {
        using var meeting = new Barrier(2);

        var met = Threads.Map([0, 1], 2, () => meeting, (both, _) => both.SignalAndWait(Long));

        Assert.Equal([true, true], met);
    }

    [Fact]
    public void Results_stand_in_the_order_of_the_parts_and_no_memory_is_shared_at_a_time()
    {
        var parts = Enumerable.Range(0, 1000).ToArray();

        var results = Threads.Map(parts, 3, () => new int[1], (memory, part) =>
        {
            var entered = Interlocked.Exchange(ref memory[0], 1);
            var square = part * part;
            _ = Interlocked.Exchange(ref memory[0], 0);
            return (square, entered);
        });

        Assert.Equal(parts.Select(part => (part * part, 0)), results);
    }
}
