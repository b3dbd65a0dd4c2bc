using NeuralOde.Actors.Reporting;
using NeuralOde.Actors.Work;
using NeuralOde.Core.Values;
using NeuralOde.Runtime.Hosting;

namespace NeuralOde.TestKit.Hosting;

/// <summary>Holds the solves of a run at the version that a test has awaited; at first nothing is solved.</summary>
public sealed class Gate
{
    private readonly Milestones _milestones = new();
    private readonly object _order = new();
    private long _version;
    private long _limit;

    /// <summary>Lets the run go on to a version; ends when it is there.</summary>
    public Task Reached(long version)
    {
        OpenTo(version);
        return _milestones.Reached(version);
    }

    /// <summary>Lets the run go on to its end.</summary>
    public void Release() => OpenTo(long.MaxValue);

    /// <summary>Hears what happens in the run.</summary>
    public void Note(TrainingEvent happened)
    {
        if (happened is TrainingEvent.StepMeasured(var figures))
        {
            lock (_order)
            {
                _version = Math.Max(_version, figures.Version.Value);
            }
        }

        _milestones.Note(happened);
    }

    /// <summary>A solver that waits here before each unit.</summary>
    public IUnitSolver Before(IUnitSolver solver) => new Waiting(this, solver);

    private void OpenTo(long version)
    {
        lock (_order)
        {
            _limit = version;
            Monitor.PulseAll(_order);
        }
    }

    private void Wait()
    {
        lock (_order)
        {
            while (_version >= _limit) _ = Monitor.Wait(_order);
        }
    }

    private sealed class Waiting(Gate gate, IUnitSolver solver) : IUnitSolver
    {
        public WorkSum Solve(WorkUnit unit, FlatVector parameters)
        {
            gate.Wait();
            return solver.Solve(unit, parameters);
        }
    }
}
