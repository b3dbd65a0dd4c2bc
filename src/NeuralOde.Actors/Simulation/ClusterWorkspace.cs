using NeuralOde.Actors.Reporting;
using NeuralOde.Actors.Running;
using NeuralOde.Core.Values;

namespace NeuralOde.Actors.Simulation;

/// <summary>A simulated cluster while it runs: the actors' states, and the letters on their way.</summary>
internal sealed class ClusterWorkspace
{
    private const double ServerTickMs = 100;
    private const double WorkerTickMs = 1000;
    private const double RestartMs = 200;
    private const double SaveMs = 5;

    private readonly SimulatedCluster _cluster;
    private readonly EventWorkspace _time;
    private readonly List<ServerWorkspace> _servers = [];
    private readonly Dictionary<WorkerId, WorkerWorkspace> _workers;
    private readonly List<TrainingEvent> _events = [];
    private readonly RangesWorkspace _ranges;
    private Monitor.State _monitor = new();
    private Snapshot _newest;
    private long _reigns;
    private SimulationReport _report;

    public ClusterWorkspace(SimulatedCluster cluster)
    {
        _cluster = cluster;
        _time = new(cluster.Seed);
        _newest = BeforeTheFirst;
        _ranges = new(cluster, _time, Carry);
        _report = new()
        {
            HasEnded = false,
            Progress = cluster.Start,
            Ending = new Ending.Stopped(),
            Events = _events,
        };
        _workers = Enumerable.Range(0, cluster.Workers)
            .Select(SimulatedCluster.WorkerOf)
            .ToDictionary(worker => worker, worker => new WorkerWorkspace(cluster, worker));
    }

    private Snapshot BeforeTheFirst => new(_cluster.Plan.Run, new(0), _cluster.LeaderStart);

    public SimulationReport Run()
    {
        Lead();
        _ranges.Start();
        foreach (var worker in _workers.Keys)
        {
            Feed(worker, new ShardWorker.Message.Tick());
            _time.Every(WorkerTickMs, () => Feed(worker, new ShardWorker.Message.Tick()));
        }

        _time.Every(ServerTickMs, () => Feed(new ParameterServer.Message.Tick(_time.NowMs)));
        _time.AtRandom(_cluster.Faults.WorkerCrashes, CrashWorker);
        _time.AtRandom(_cluster.Faults.ServerCrashes, CrashServer);
        _time.AtRandom(_cluster.Faults.RangeCrashes, _ranges.Crash);
        while (!_report.HasEnded && _time.NowMs < _cluster.LimitMs) _time.Step();
        return _report with { ElapsedMs = _time.NowMs, RangeCrashes = _ranges.Crashes };
    }

    // A new server leads from the newest checkpoint that is safe.
    private void Lead()
    {
        var server = new ServerWorkspace(_cluster, ++_reigns);
        _servers.Add(server);
        Carry(server, server.Claim(_newest.Progress, _time.NowMs));
    }

    private void Feed(ParameterServer.Message message)
    {
        foreach (var server in _servers.ToArray()) Carry(server, server.Receive(message));
    }

    private void Feed(WorkerId worker, ShardWorker.Message message)
    {
        var place = _workers[worker];
        foreach (var effect in place.Receive(message))
        {
            switch (effect, Topology.Of(effect, _time.NowMs))
            {
                case (ShardWorker.Effect.Send send, _):
                    _report = _report with { LettersToServer = _report.LettersToServer + 1 };
                    Post(() => Feed(new ParameterServer.Message.Arrived(send.Envelope, _time.NowMs)));
                    break;
                case (_, Delivery.ToRange(var server, var letter)):
                    Post(() => _ranges.Feed(server, letter));
                    break;
                case (ShardWorker.Effect.Solve solve, _):
                    Solve(worker, place.Incarnation, solve);
                    break;
                case (ShardWorker.Effect.LoadShard load, _):
                    _report = _report with { ShardLoads = _report.ShardLoads + 1 };
                    _time.After(1, () => Feed(worker, new ShardWorker.Message.ShardLoaded(load.Shard)));
                    break;
            }
        }
    }

    private void Solve(WorkerId worker, Incarnation incarnation, ShardWorker.Effect.Solve solve)
    {
        var elapsedMs = _cluster.UnitCostMs(solve.Unit, worker);
        var fails = _time.Chance(_cluster.Faults.SolveFailures);
        _time.After(elapsedMs, () =>
        {
            if (_workers[worker].Incarnation != incarnation) return;
            Feed(worker, fails
                ? new ShardWorker.Message.SolveFailed(solve.Unit, "simulated")
                : new ShardWorker.Message.Solved(
                    solve.Unit, _cluster.SolveUnit(solve.Unit, solve.Parameters), elapsedMs));
        });
    }

    private void Carry(ServerWorkspace server, IReadOnlyList<ParameterServer.Effect> effects)
    {
        foreach (var effect in effects)
        {
            switch (Topology.Of(effect, _time.NowMs))
            {
                case Delivery.ToWorker(var worker, var message):
                    PostTo(worker, message);
                    break;
                case Delivery.ToEveryWorker(var message):
                    foreach (var worker in _workers.Keys) PostTo(worker, message);
                    break;
                case Delivery.ToRange(var range, var letter):
                    Post(() => _ranges.Feed(range, letter));
                    break;
                case Delivery.ToCheckpointer(var message):
                    if (effect is ParameterServer.Effect.Keep(var snapshot, Urgency.WhenDue))
                    {
                        _cluster.Reached(snapshot.Progress, _time.NowMs);
                    }

                    Carry(server, server.Receive(message));
                    break;
                case Delivery.ToMonitor(var message):
                    Log(message);
                    break;
                case Delivery.ToHost when effect is ParameterServer.Effect.Stop stop:
                    End(server, stop);
                    break;
            }
        }
    }

    private void Carry(RangeServer.Effect effect)
    {
        switch (effect, Topology.Of(effect, _time.NowMs))
        {
            case (RangeServer.Effect.Tell(var envelope), _):
                Post(() => Feed(new ParameterServer.Message.Arrived(envelope, _time.NowMs)));
                break;
            case (_, Delivery.ToWorker(var worker, var message)):
                PostTo(worker, message);
                break;
            case (_, Delivery.ToEveryWorker(var message)):
                foreach (var worker in _workers.Keys) PostTo(worker, message);
                break;
        }
    }

    private void Carry(ServerWorkspace server, IReadOnlyList<Checkpointer.Effect> effects)
    {
        foreach (var effect in effects)
        {
            switch (Topology.Of(effect, _time.NowMs))
            {
                case Delivery.ToServer(var message):
                    Carry(server, server.Receive(message));
                    break;
                case Delivery.ToMonitor(var message):
                    Log(message);
                    break;
                case Delivery.ToHost when effect is Checkpointer.Effect.Save(var snapshot):
                    _time.After(SaveMs, () => Save(server, snapshot));
                    break;
            }
        }
    }

    // A checkpoint that was not ready when its server died is lost.
    private void Save(ServerWorkspace server, Snapshot snapshot)
    {
        if (!_servers.Contains(server)) return;
        if (Age(snapshot).CompareTo(Age(_newest)) > 0) _newest = snapshot;
        Carry(server, server.Receive(
            new Checkpointer.Message.Saved(snapshot.Progress.Version, SaveMs, _time.NowMs)));
    }

    private static (long Fence, long Version) Age(Snapshot snapshot) =>
        (snapshot.Fence.Value, snapshot.Progress.Version.Value);

    private void End(ServerWorkspace server, ParameterServer.Effect.Stop stop)
    {
        var leads = _servers is [.., var newest] && newest == server;
        _ = _servers.Remove(server);
        if (stop.Why is Ending.RangeLacks && stop.Progress.Version == _newest.Progress.Version)
        {
            _newest = BeforeTheFirst;
        }

        if (!stop.Why.GoesOn)
        {
            _report = _report with
            {
                HasEnded = true,
                Progress = _ranges.Whole(server.Fence, stop.Progress),
                Ending = stop.Why,
            };
        }
        else if (leads && stop.Why is Ending.RangeLost or Ending.RangeLacks)
        {
            _report = _report with { RollBacks = _report.RollBacks + 1 };
            _time.After(RestartMs, Lead);
        }
    }

    private void Log(Monitor.Message message)
    {
        (_monitor, var effects) = Monitor.Receive(_monitor, message);
        foreach (var effect in effects)
        {
            if (effect is Monitor.Effect.Log(var happened)) _events.Add(happened);
        }
    }

    private void PostTo(WorkerId worker, ShardWorker.Message message)
    {
        var isUnit = message is ShardWorker.Message.Arrived { Envelope.Letter: Mail.ToWorker.SolveNode };
        _report = _report with
        {
            LettersToWorkers = _report.LettersToWorkers + 1,
            UnitsDealt = _report.UnitsDealt + (isUnit ? 1 : 0),
        };
        Post(() => Feed(worker, message));
    }

    // A letter is lost, or arrives once or twice, each time after its own delay.
    private void Post(Action arrive)
    {
        var faults = _cluster.Faults;
        var copies = _time.Chance(faults.Loss) ? 0 : _time.Chance(faults.Duplication) ? 2 : 1;
        for (var copy = 0; copy < copies; copy++)
        {
            _time.After(faults.DelayMs + faults.JitterMs * _time.Draw(), arrive);
        }
    }

    private void CrashWorker()
    {
        var worker = _workers.Keys.ElementAt((int)(_time.Draw() * _workers.Count));
        if (!_workers[worker].Crash()) return;
        _report = _report with { WorkerCrashes = _report.WorkerCrashes + 1 };
        if (_cluster.Faults.Hints)
        {
            _time.After(15, () => Feed(new ParameterServer.Message.WorkerLost(worker, _time.NowMs)));
        }

        _time.After(RestartMs, () =>
        {
            _workers[worker].Start();
            Feed(worker, new ShardWorker.Message.Tick());
        });
    }

    private void CrashServer()
    {
        if (_servers.Count == 0) return;
        _report = _report with { ServerCrashes = _report.ServerCrashes + 1 };
        if (!_time.Chance(_cluster.Faults.Sleepers)) _servers.RemoveAt(_servers.Count - 1);
        _time.After(RestartMs, Lead);
    }
}
