using NeuralOde.Actors.Reporting;
using NeuralOde.Cluster.Tests.Brokers;
using NeuralOde.Cluster.Tests.Hosting;
using Xunit;
using Xunit.Abstractions;

namespace NeuralOde.Cluster.Tests.Faults;

[Collection(FaultTests.Name)]
public sealed class DiskFaultTests(Broker broker, ITestOutputHelper output) : FaultSuite(broker, output)
{
    [BrokerFact]
    public async Task The_newest_checkpoint_was_cut_off()
    {
        var told = await Survives(async run =>
        {
            await run.Reached(20);
            _ = await run.End("s", "KILL");
            var newest = Directory.EnumerateFiles(run.CheckpointsOf("s")).Order(StringComparer.Ordinal).Last();
            using (var file = File.OpenWrite(newest)) file.SetLength(file.Length / 2);
            await run.StartServer("s");
        });

        Assert.InRange(told.OfType<TrainingEvent.RunClaimed>().Last().Version.Value, 4, 19);
    }

    [RootFact]
    public async Task The_disk_below_the_checkpoints_is_full_for_a_while()
    {
        await using var run = Begin();
        var disk = run.CheckpointsOf("s");
        _ = Directory.CreateDirectory(disk);
        await SystemProgram.Run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk);
        try
        {
            await run.StartServer();
            await run.StartWorker("a");
            await run.StartWorker("b");

            await run.Reached(10);
            var filler = Fill(disk);
            await run.Told(happened => happened is TrainingEvent.CheckpointFailed);
            File.Delete(filler);

            await EndsWell(run);
        }
        finally
        {
            _ = await run.End("s", "KILL");
            await SystemProgram.Run("umount", disk);
        }
    }

    private static string Fill(string disk)
    {
        var path = Path.Combine(disk, "filler");
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        try
        {
            while (true) file.Write(new byte[1024]);
        }
        catch (IOException)
        {
            return path;
        }
    }
}
