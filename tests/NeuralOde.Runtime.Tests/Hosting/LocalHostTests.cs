using NeuralOde.Actors;
using NeuralOde.Actors.Running;
using NeuralOde.Runtime.Hosting;
using NeuralOde.TestKit.Actors;
using NeuralOde.TestKit.Hosting;
using Xunit;

namespace NeuralOde.Runtime.Tests.Hosting;

public sealed class LocalHostTests : HostConformance
{
    private static readonly RunPlan Plan = ScriptedProblem.ValidatedPlan(steps: 40);

    protected override Progress Undisturbed { get; } = ScriptedProblem.Undisturbed(Plan);

    [Theory, MemberData(nameof(Disturbances))]
    public Task A_disturbed_run_ends_with_the_right_bits(string disturbance) => EndsWithTheRightBits(disturbance);

    [Fact]
    public Task A_run_that_was_stopped_goes_on_with_the_same_bits()
    {
        var first = new LocalHostedRun(Plan, new MemoryCheckpoints());
        return GoesOnWithTheSameBits(first, () => new LocalHostedRun(Plan, first.Checkpoints), Undisturbed);
    }

    [Theory, MemberData(nameof(DisturbancesOfModes))]
    public Task A_disturbed_run_of_any_mode_makes_all_its_versions(string mode, string disturbance) =>
        MakesAllVersions(new LocalHostedRun(PlanOf(mode), new MemoryCheckpoints()), disturbance);

    [Theory, MemberData(nameof(NamesOfModes))]
    public Task A_run_of_any_mode_that_was_stopped_goes_on_to_its_last_version(string mode)
    {
        var first = new LocalHostedRun(PlanOf(mode), new MemoryCheckpoints());
        return GoesOnToTheLastVersion(first, () => new LocalHostedRun(PlanOf(mode), first.Checkpoints));
    }

    protected override IHostedRun Begin() => new LocalHostedRun(Plan, new MemoryCheckpoints());

    private static RunPlan PlanOf(string mode) => Plan with { Mode = Modes[mode] };

    private sealed class LocalHostedRun : IHostedRun
    {
        private readonly LocalHost _host;
        private readonly Gate _gate = new();

        public LocalHostedRun(RunPlan plan, ICheckpoints checkpoints) => (Checkpoints, _host) = (checkpoints, new LocalHost(
            new(new()
            {
                Plan = plan with { Dealing = new() { LetterMs = 0.1, SilenceMs = 500 } },
                Start = ScriptedProblem.Start(plan),
                Checkpoints = checkpoints,
                Due = new Checkpointer.Due.EveryVersions(4),
                Log = _gate.Note,
            }, () => _gate.Before(new ScriptedSolver(plan)), Threads: 2)));

        public ICheckpoints Checkpoints { get; }

        public Task<RunOutcome> Outcome => _host.Outcome;

        public Task StartServer() => _host.StartServerAsync();

        public Task StartWorker(string name) => _host.StartWorkerAsync(new(name));

        public Task KillServer() => _host.KillServerAsync();

        public Task KillWorker(string name) => _host.KillWorkerAsync(new(name));

        public Task LetWorkerLeave(string name) => _host.LeaveAsync(new(name));

        public Task RequestStop() => _host.RequestStopAsync();

        public Task Reached(long version) => _gate.Reached(version);

        public void Release() => _gate.Release();

        public async ValueTask DisposeAsync()
        {
            Release();
            await _host.DisposeAsync();
        }
    }
}
