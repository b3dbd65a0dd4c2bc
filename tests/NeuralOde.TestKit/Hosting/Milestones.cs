using NeuralOde.Actors.Reporting;

namespace NeuralOde.TestKit.Hosting;

/// <summary>Lets a test wait until a run has reached a version.</summary>
public sealed class Milestones
{
    private readonly Lock _order = new();
    private readonly List<(long Version, TaskCompletionSource Reached)> _awaited = [];
    private long _version;

    /// <summary>Ends when the run has reached a version.</summary>
    public Task Reached(long version)
    {
        lock (_order)
        {
            if (_version >= version) return Task.CompletedTask;
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _awaited.Add((version, reached));
            return reached.Task;
        }
    }

    /// <summary>Hears what happens in the run.</summary>
    public void Note(TrainingEvent happened)
    {
        if (happened is not TrainingEvent.StepMeasured(var figures)) return;
        lock (_order)
        {
            _version = Math.Max(_version, figures.Version.Value);
            foreach (var (_, reached) in _awaited.Where(one => one.Version <= _version)) reached.TrySetResult();
        }
    }
}
