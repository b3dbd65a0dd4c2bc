using NeuralOde.Actors;
using NeuralOde.Actors.Reporting;
using NeuralOde.Actors.Running;
using NeuralOde.Actors.Work;
using NeuralOde.Core.Values;
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
    public Task A_run_that_was_stopped_goes_on_with_the_same_bits() => GoesOnWithTheSameBits();

    [Theory, MemberData(nameof(DisturbancesOfModes))]
    public Task A_disturbed_run_of_any_mode_makes_all_its_versions(string mode, string disturbance) =>
        MakesAllVersions(new LocalHostedRun(PlanOf(mode), new MemoryCheckpoints()), disturbance);

    [Theory, MemberData(nameof(NamesOfModes))]
    public Task A_run_of_any_mode_that_was_stopped_goes_on_to_its_last_version(string mode)
    {
        var first = new LocalHostedRun(PlanOf(mode), new MemoryCheckpoints(), waitsAt: 7);
        return GoesOnToTheLastVersion(first, () => new LocalHostedRun(PlanOf(mode), first.Checkpoints));
    }

    protected override IHostedRun Begin() => new LocalHostedRun(Plan, new MemoryCheckpoints());

    protected override IHostedRun GoOn(IHostedRun stopped) =>
        new LocalHostedRun(Plan, ((LocalHostedRun)stopped).Checkpoints);

    private static RunPlan PlanOf(string mode) => Plan with { Mode = Modes[mode] };

    private sealed class LocalHostedRun : IHostedRun
    {
        private readonly LocalHost _host;
        private readonly Milestones _milestones = new();
        private readonly ManualResetEventSlim _goesOn = new(true);
        private long _waitsAt;

        // A run of some hundred milliseconds could end before a busy machine wakes the test that is to stop it: such a
        // run waits at a version until it is stopped.
        public LocalHostedRun(RunPlan plan, ICheckpoints checkpoints, long waitsAt = long.MaxValue) => (_waitsAt, Checkpoints, _host) = (waitsAt, checkpoints, new(
            new LocalRun
            {
                Plan = plan with { Dealing = new() { LetterMs = 0.1, SilenceMs = 500 } },
                Start = ScriptedProblem.Start(plan),
                Solver = () => new PatientSolver(new ScriptedSolver(plan), _goesOn),
                Checkpoints = checkpoints,
                Due = new Checkpointer.Due.EveryVersions(4),
                Log = Note,
            },
            threads: 2));

        public ICheckpoints Checkpoints { get; }

        public Task<RunOutcome> Outcome => _host.Outcome;

        public Task StartServer() => _host.StartServerAsync();

        public Task StartWorker(string name) => _host.StartWorkerAsync(new(name));

        public Task KillServer()
        {
            _host.KillServer();
            return Task.CompletedTask;
        }

        public Task KillWorker(string name)
        {
            _host.KillWorker(new(name));
            return Task.CompletedTask;
        }

        public Task LetWorkerLeave(string name) => _host.LeaveAsync(new(name));

        public async Task RequestStop()
        {
            await _host.RequestStopAsync();
            _ = Interlocked.Exchange(ref _waitsAt, long.MaxValue);
            _goesOn.Set();
        }

        public Task Reached(long version) => _milestones.Reached(version);

        public async ValueTask DisposeAsync()
        {
            _goesOn.Set();
            await _host.DisposeAsync();
        }

        private void Note(TrainingEvent happened)
        {
            if (happened is TrainingEvent.StepMeasured(var figures) && figures.Version.Value >= Interlocked.Read(ref _waitsAt))
            {
                _goesOn.Reset();
            }

            _milestones.Note(happened);
        }
    }

    private sealed class PatientSolver(IUnitSolver solver, ManualResetEventSlim goesOn) : IUnitSolver
    {
        public WorkSum Solve(WorkUnit unit, FlatVector parameters)
        {
            goesOn.Wait();
            return solver.Solve(unit, parameters);
        }
    }
}
