using NeuralOde.Actors.Running;
using NeuralOde.Runtime.Hosting;
using NeuralOde.TestKit.Actors;
using Xunit;

namespace NeuralOde.TestKit.Hosting;

/// <summary>What every host owes: whatever is killed, the run ends with the bits of the undisturbed
/// one.</summary>
public abstract class HostConformance
{
    private static readonly RunPlan Plan = ScriptedProblem.ValidatedPlan(steps: 40);
    private static readonly Progress Expected = ScriptedProblem.Undisturbed(Plan);

    /// <summary>A host of a run with neither server nor workers; a restarted server finds what the one before
    /// saved.</summary>
    protected abstract IHostedRun Host(RunPlan plan, ICheckpoints checkpoints);

    [Fact]
    public Task A_run_with_one_worker_ends_with_the_right_bits() =>
        Ends(async run => await run.StartWorker("a"));

    [Fact]
    public Task A_run_with_four_workers_ends_with_the_right_bits() => Ends(async run =>
    {
        foreach (var name in new[] { "a", "b", "c", "d" }) await run.StartWorker(name);
    });

    [Fact]
    public Task A_worker_may_join_late() => Ends(async run =>
    {
        await run.StartWorker("a");
        await run.Reached(5);
        await run.StartWorker("b");
    });

    [Fact]
    public Task A_worker_may_leave() => Ends(async run =>
    {
        await run.StartWorker("a");
        await run.StartWorker("b");
        await run.Reached(5);
        await run.LetWorkerLeave("a");
    });

    [Fact]
    public Task A_worker_may_be_killed_and_started_again() => Ends(async run =>
    {
        await run.StartWorker("a");
        await run.StartWorker("b");
        await run.Reached(5);
        await run.KillWorker("a");
        await run.Reached(8);
        await run.StartWorker("a");
    });

    [Fact]
    public Task All_workers_may_be_killed() => Ends(async run =>
    {
        await run.StartWorker("a");
        await run.Reached(5);
        await run.KillWorker("a");
        await run.StartWorker("b");
    });

    [Fact]
    public Task A_server_may_be_killed_and_started_again() => Ends(async run =>
    {
        await run.StartWorker("a");
        await run.StartWorker("b");
        await run.Reached(12);
        await run.KillServer();
        await run.StartServer();
        await run.Reached(20);
        await run.KillServer();
        await run.StartServer();
    });

    [Fact]
    public async Task A_run_that_was_stopped_goes_on_with_the_same_bits()
    {
        var checkpoints = new MemoryCheckpoints();
        RunOutcome stopped;
        await using (var first = Host(Plan, checkpoints))
        {
            await first.StartServer();
            await first.StartWorker("a");
            await first.Reached(7);
            await first.RequestStop();
            stopped = await first.Outcome;
        }

        await using var second = Host(Plan, checkpoints);
        await second.StartServer();
        await second.StartWorker("a");
        var outcome = await second.Outcome;

        Assert.Equal(new Ending.Stopped(), stopped.Ending);
        Assert.InRange(stopped.Progress.Version.Value, 7, Plan.Steps - 1);
        Assert.Equal(Expected, outcome.Progress);
    }

    private async Task Ends(Func<IHostedRun, Task> disturb)
    {
        await using var run = Host(Plan, new MemoryCheckpoints());
        await run.StartServer();

        await disturb(run);
        var outcome = await run.Outcome;

        Assert.Equal(new Ending.Finished(), outcome.Ending);
        Assert.Equal(Expected, outcome.Progress);
    }
}
