using NeuralOde.Actors;
using NeuralOde.Actors.Reporting;
using NeuralOde.Actors.Running;
using NeuralOde.Core.Values;
using Serilog;

namespace NeuralOde.Runtime.Logging;

/// <summary>Turns what happened in a run into lines of the log.</summary>
/// <param name="log">A logger whose context names the run and the node.</param>
public sealed class EventLog(ILogger log)
{
    private readonly ILogger _server = log.ForContext("Actor", nameof(ParameterServer));
    private readonly ILogger _checkpointer = log.ForContext("Actor", nameof(Checkpointer));
    private readonly ILogger _monitor = log.ForContext("Actor", nameof(Monitor));

    /// <summary>Writes an event.</summary>
    public void Write(TrainingEvent happened)
    {
        switch (happened)
        {
            case TrainingEvent.StepMeasured(var figures):
                Write(figures);
                break;
            case TrainingEvent.Validated validated:
                Write(validated);
                break;
            case TrainingEvent.ExamplesExcluded(var version, var failures):
                foreach (var failure in failures)
                {
                    _server.Warning(
                        LogTemplates.ExamplesExcluded, failure.Count, version.Value, failure.Kind);
                }

                break;
            case TrainingEvent.GradientsDropped e:
                _server.Information(LogTemplates.GradientsDropped, e.Examples, e.Version.Value);
                break;
            case TrainingEvent.GradientTooStale e:
                _server.Information(
                    LogTemplates.GradientTooStale, e.Examples, e.Unit.ToString(), e.Worker.Name, e.Staleness);
                break;
            case TrainingEvent.CheckpointSaved e:
                _checkpointer.Information(LogTemplates.CheckpointSaved, e.Version.Value, e.ElapsedMs);
                break;
            case TrainingEvent.CheckpointFailed e:
                _checkpointer.Error(LogTemplates.CheckpointFailed, e.Version.Value, e.Reason);
                break;
            case TrainingEvent.RunClaimed e:
                _server.Information(LogTemplates.RunClaimed, e.Fence.Value, e.Version.Value, e.Mode);
                break;
            case TrainingEvent.RunEnded(var version, Ending.Failed(var reason)):
                _server.Error(LogTemplates.RunFailed, version.Value, reason);
                break;
            case TrainingEvent.RunEnded(var version, var ending):
                _server.Information(LogTemplates.RunEnded, version.Value, ending.GetType().Name);
                break;
            case TrainingEvent.StepApplied:
                // The monitor makes figures of it.
                break;
            default:
                WriteOfWorkers(happened);
                break;
        }
    }

    private void WriteOfWorkers(TrainingEvent happened)
    {
        switch (happened)
        {
            case TrainingEvent.WorkerJoined e:
                _server.Information(LogTemplates.WorkerJoined, e.Worker.Name, e.Slots, e.Incarnation.Value);
                break;
            case TrainingEvent.WorkerRefused e:
                _server.Error(
                    LogTemplates.WorkerRefused, e.Worker.Name, e.Theirs.Build, e.Theirs.Probe, e.Ours.Build,
                    e.Ours.Probe);
                break;
            case TrainingEvent.WorkerLost e:
                _server.Warning(LogTemplates.WorkerLost, e.Worker.Name, e.Units);
                break;
            case TrainingEvent.UnitOverdue e:
                _server.Warning(LogTemplates.UnitOverdue, e.Unit.ToString(), e.Worker.Name);
                break;
            case TrainingEvent.UnitFailed e:
                _server.Warning(LogTemplates.UnitFailed, e.Unit.ToString(), e.Worker.Name, e.Reason);
                break;
            case TrainingEvent.AnswerDropped e:
                _server.Debug(LogTemplates.AnswerDropped, e.Worker.Name, e.Unit.ToString());
                break;
            default:
                throw Unreachable.Case(happened);
        }
    }

    private void Write(StepFigures step) => _monitor
        .ForContext("Step", step.Version.Value)
        .ForContext("Figures", new LoggedStep(step), destructureObjects: true)
        .Information(
            LogTemplates.StepMeasured, step.Version.Value, step.Loss, step.GradientNorm, step.Rate,
            step.ForwardNfe.Median, step.BackwardNfe.Median, step.ExamplesPerSecond, step.ElapsedMs);

    private void Write(TrainingEvent.Validated validated) => _server
        .ForContext("Step", validated.Version.Value)
        .Information(
            LogTemplates.Validated, validated.Version.Value, validated.Tally.MeanLoss, validated.Tally.Examples,
            validated.Tally.Correct, validated.Tally.Classified, validated.IsBest);
}
