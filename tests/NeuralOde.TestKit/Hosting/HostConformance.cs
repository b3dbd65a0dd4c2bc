using NeuralOde.Actors.Running;
using NeuralOde.Runtime.Hosting;
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

    /// <summary>The same for each mode that does not fix the bits.</summary>
    public static TheoryData<string, string> DisturbancesOfModes
    {
        get
        {
            var all = new TheoryData<string, string>();
            foreach (var mode in Modes.Keys)
            {
                foreach (var disturbance in All.Keys) all.Add(mode, disturbance);
            }

            return all;
        }
    }

    /// <summary>The modes that do not fix the bits, by name.</summary>
    public static TheoryData<string> NamesOfModes => [.. Modes.Keys];

    /// <summary>Those modes.</summary>
    protected static IReadOnlyDictionary<string, Mode> Modes { get; } = new[]
    {
        (Mode)new Mode.Quorum(3, 1),
        new Mode.BoundedStaleness(0),
        new Mode.BoundedStaleness(2),
        new Mode.Asynchronous(),
    }.ToDictionary(mode => $"{mode}", StringComparer.Ordinal);

    /// <summary>Where the run ends when nothing is done to it.</summary>
    protected abstract Progress Undisturbed { get; }

    /// <summary>A run with neither server nor workers; a server that is started again finds what the one before
    /// saved.</summary>
    protected abstract IHostedRun Begin();

    /// <summary>Disturbs a run, and looks at its end.</summary>
    protected async Task EndsWithTheRightBits(string disturbance)
    {
        await using var run = Begin();
        await run.StartServer();

        await All[disturbance](run);
        run.Release();
        var outcome = await run.Outcome;

        Assert.Equal(new Ending.Finished(), outcome.Ending);
        Assert.Equal(Undisturbed, outcome.Progress);
    }

    /// <summary>Disturbs a run whose mode does not fix the bits; it must make all its versions.</summary>
    protected async Task MakesAllVersions(IHostedRun run, string disturbance)
    {
        await using var begun = run;
        await run.StartServer();

        await All[disturbance](run);
        run.Release();
        var outcome = await run.Outcome;

        HasMadeAllVersions(outcome);
    }

    /// <summary>Stops such a run, and lets another one go on with it.</summary>
    protected async Task GoesOnToTheLastVersion(IHostedRun run, Func<IHostedRun> goOn)
    {
        await using var first = run;
        await first.StartServer();
        await first.StartWorker("a");
        await first.StartWorker("b");
        await first.Reached(7);
        await first.RequestStop();
        var stopped = await first.Outcome;
        await using var second = goOn();
        await second.StartServer();
        await second.StartWorker("a");
        second.Release();
        var outcome = await second.Outcome;

        Assert.Equal(new Ending.Stopped(), stopped.Ending);
        HasMadeAllVersions(outcome);
    }

    private void HasMadeAllVersions(RunOutcome outcome)
    {
        Assert.Equal(new Ending.Finished(), outcome.Ending);
        Assert.Equal(Undisturbed.Version, outcome.Progress.Version);
        Assert.Equal(Undisturbed.Validations, outcome.Progress.Validations);
        Assert.Empty(outcome.Progress.Applied);
    }

    /// <summary>Stops a run, and lets another one go on with it.</summary>
    /// <param name="run">A run that is not over before it is stopped.</param>
    /// <param name="goOn">The rest of it.</param>
    /// <param name="undisturbed">Where it ends when nothing is done to it.</param>
    protected static async Task GoesOnWithTheSameBits(IHostedRun run, Func<IHostedRun> goOn, Progress undisturbed)
    {
        await using var first = run;
        await first.StartServer();
        await first.StartWorker("a");
        await first.Reached(7);
        await first.RequestStop();
        var stopped = await first.Outcome;
        await using var second = goOn();
        await second.StartServer();
        await second.StartWorker("a");
        second.Release();
        var outcome = await second.Outcome;

        Assert.Equal(new Ending.Stopped(), stopped.Ending);
        Assert.InRange(stopped.Progress.Version.Value, 7, undisturbed.Version.Value - 1);
        Assert.Equal(undisturbed, outcome.Progress);
    }
}
