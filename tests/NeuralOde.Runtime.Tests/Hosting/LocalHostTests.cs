using NeuralOde.Actors;
using NeuralOde.Actors.Reporting;
using NeuralOde.Actors.Running;
using NeuralOde.Runtime.Hosting;
using NeuralOde.TestKit.Actors;
using NeuralOde.TestKit.Hosting;

namespace NeuralOde.Runtime.Tests.Hosting;

public sealed class LocalHostTests : HostConformance
{
    protected override IHostedRun Host(RunPlan plan, ICheckpoints checkpoints) =>
        new LocalHostedRun(plan, checkpoints);

    private sealed class LocalHostedRun : IHostedRun
    {
        private readonly LocalHost _host;
        private readonly List<(long Version, TaskCompletionSource Reached)> _awaited = [];
        private long _version;

        public LocalHostedRun(RunPlan plan, ICheckpoints checkpoints) => _host = new(
            new LocalRun
            {
                Plan = plan with { Dealing = new() { MinimumUnitMs = 1, SilenceMs = 500 } },
                Start = ScriptedProblem.Start(plan),
                Solver = () => new ScriptedSolver(plan),
                Checkpoints = checkpoints,
                Due = new Checkpointer.Due.EveryVersions(4),
                Log = Note,
            },
            threads: 2);

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

        public Task RequestStop() => _host.RequestStopAsync();

        public Task Reached(long version)
        {
            lock (_awaited)
            {
                if (_version >= version) return Task.CompletedTask;
                var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                _awaited.Add((version, reached));
                return reached.Task;
            }
        }

        public ValueTask DisposeAsync() => _host.DisposeAsync();

        private void Note(TrainingEvent happened)
        {
            if (happened is not TrainingEvent.StepMeasured(var figures)) return;
            lock (_awaited)
            {
                _version = Math.Max(_version, figures.Version.Value);
                foreach (var (_, reached) in _awaited.Where(one => one.Version <= _version))
                {
                    reached.TrySetResult();
                }
            }
        }
    }
}
