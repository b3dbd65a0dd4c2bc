using NeuralOde.Actors.Dealing;
using NeuralOde.Actors.Reporting;

namespace NeuralOde.Runtime.Hosting;

/// <summary>Trains in this process.</summary>
public static class LocalTraining
{
    /// <summary>Trains until the steps are done, the validation loss no longer falls, or it is
    /// cancelled.</summary>
    /// <param name="job">What to train. Where its checkpoints hold one, the training goes on from the
    /// newest.</param>
    /// <param name="progress">Is told what happens, in order, by one thread at a time; it should be
    /// quick.</param>
    /// <param name="cancellation">Ends the training after a checkpoint at the last complete version.</param>
    /// <returns>The result, also of a training that was cancelled.</returns>
    /// <remarks>The parameters are the same bits for any number of threads, and after any stop and
    /// resume.</remarks>
    public static async Task<TrainingResult> RunAsync(
        TrainingJob job, IProgress<TrainingEvent> progress, CancellationToken cancellation = default)
    {
        var (steps, validations) = (new List<StepFigures>(), new List<TrainingEvent.Validated>());
        var beganAt = job.Run.Time.GetTimestamp();
        var plan = job.Run.Plan with { Dealing = DealingRules.InOneProcess };
        var host = new LocalHost(job with { Run = job.Run with { Plan = plan, Log = Note } });
        await using var ended = host.ConfigureAwait(false);
        await host.StartServerAsync().ConfigureAwait(false);
        for (var thread = 0; thread < job.Threads; thread++)
        {
            await host.StartWorkerAsync(new($"worker-{thread:D2}")).ConfigureAwait(false);
        }

        await using var stop = cancellation.Register(() => _ = host.RequestStopAsync()).ConfigureAwait(false);
        var outcome = await host.Outcome.ConfigureAwait(false);
        return new(
            outcome.Progress,
            outcome.Ending,
            new(steps, validations),
            job.Run.Time.GetElapsedTime(beganAt));

        void Note(TrainingEvent happened)
        {
            if (happened is TrainingEvent.StepMeasured(var figures)) steps.Add(figures);
            if (happened is TrainingEvent.Validated validated) validations.Add(validated);
            job.Run.Log(happened);
            progress.Report(happened);
        }
    }
}
