using NeuralOde.Actors.Running;
using Xunit;

namespace NeuralOde.TestKit.Hosting;

/// <summary>What every host owes: whatever is killed, the run ends with the bits of the undisturbed one.</summary>
/// <remarks>A derived class gives each of <see cref="Disturbances"/> to <see cref="EndsWithTheRightBits"/>; so it
/// decides on what machines its tests can run.</remarks>
public abstract class HostConformance
{
    private static readonly Dictionary<string, Func<IHostedRun, Task>> All = new(StringComparer.Ordinal)
    {
        ["one worker"] = run => run.StartWorker("a"),
        ["four workers"] = async run =>
        {
            foreach (var name in new[] { "a", "b", "c", "d" }) await run.StartWorker(name);
        },
        ["a worker joins late"] = async run =>
        {
            await run.StartWorker("a");
            await run.Reached(5);
            await run.StartWorker("b");
        },
        ["a worker leaves"] = async run =>
        {
            await run.StartWorker("a");
            await run.StartWorker("b");
            await run.Reached(5);
            await run.LetWorkerLeave("a");
        },
        ["a worker is killed and started again"] = async run =>
        {
            await run.StartWorker("a");
            await run.StartWorker("b");
            await run.Reached(5);
            await run.KillWorker("a");
            await run.Reached(8);
            await run.StartWorker("a");
        },
        ["all workers are killed"] = async run =>
        {
            await run.StartWorker("a");
            await run.Reached(5);
            await run.KillWorker("a");
            await run.StartWorker("b");
        },
        ["the server is killed and started again"] = async run =>
        {
            await run.StartWorker("a");
            await run.StartWorker("b");
            await run.Reached(12);
            await run.KillServer();
            await run.StartServer();
            await run.Reached(20);
            await run.KillServer();
            await run.StartServer();
        },
    };

    /// <summary>What is done to a run, by name.</summary>
    public static TheoryData<string> Disturbances => [.. All.Keys];

    /// <summary>Where the run ends when nothing is done to it.</summary>
    protected abstract Progress Undisturbed { get; }

    /// <summary>A run with neither server nor workers; a server that is started again finds what the one before
    /// saved.</summary>
    protected abstract IHostedRun Begin();

    /// <summary>The rest of a run that was stopped.</summary>
    protected abstract IHostedRun GoOn(IHostedRun stopped);

    /// <summary>Disturbs a run, and looks at its end.</summary>
    protected async Task EndsWithTheRightBits(string disturbance)
    {
        await using var run = Begin();
        await run.StartServer();

        await All[disturbance](run);
        var outcome = await run.Outcome;

        Assert.Equal(new Ending.Finished(), outcome.Ending);
        Assert.Equal(Undisturbed, outcome.Progress);
    }

    /// <summary>Stops a run, and lets another one go on with it.</summary>
    protected async Task GoesOnWithTheSameBits()
    {
        await using var first = Begin();
        await first.StartServer();
        await first.StartWorker("a");
        await first.Reached(7);
        await first.RequestStop();
        var stopped = await first.Outcome;
        await using var second = GoOn(first);
        await second.StartServer();
        await second.StartWorker("a");
        var outcome = await second.Outcome;

        Assert.Equal(new Ending.Stopped(), stopped.Ending);
        Assert.InRange(stopped.Progress.Version.Value, 7, Undisturbed.Version.Value - 1);
        Assert.Equal(Undisturbed, outcome.Progress);
    }
}
