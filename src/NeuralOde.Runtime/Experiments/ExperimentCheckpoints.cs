using System.Globalization;
using NeuralOde.Actors.Running;
using NeuralOde.Core.Data.Formats;
using NeuralOde.Core.Training;
using NeuralOde.Core.Values;
using NeuralOde.Runtime.Files;
using NeuralOde.Runtime.Hosting;

namespace NeuralOde.Runtime.Experiments;

/// <summary>Keeps the checkpoints of an experiment in the folder of its run.</summary>
/// <param name="setup">The experiment.</param>
/// <param name="store">The folder.</param>
/// <param name="newest">The checkpoint that the run goes on from; none or one.</param>
public sealed class ExperimentCheckpoints(
    ExperimentSetup setup, CheckpointStore store, IEnumerable<TrainingCheckpoint> newest) : ICheckpoints
{
    private const string BestLoss = "bestLoss";
    private const string BestVersion = "bestVersion";
    private const string Waited = "waited";
    private const string Validations = "validations";
    private const string WithoutEffect = "withoutEffect";

    private readonly string _experiment = ExperimentJson.Write(setup.Experiment);
    private readonly string _data = setup.Data.Checksum;

    /// <inheritdoc/>
    public void Save(Snapshot snapshot) => _ = store.Save(CheckpointOf(snapshot))
        .Match(path => path, error => throw new IOException(error.Message));

    /// <inheritdoc/>
    public IEnumerable<Snapshot> Newest() => newest.Select(checkpoint => new Snapshot(
        setup.Plan.Run, new(checkpoint.Fence), ProgressOf(checkpoint)));

    private TrainingCheckpoint CheckpointOf(Snapshot snapshot) => new()
    {
        Run = snapshot.Run.Name,
        Fence = snapshot.Fence.Value,
        Experiment = _experiment,
        DataChecksum = _data,
        State = snapshot.Progress.Training,
        BestParameters = snapshot.Progress.BestParameters,
        Notes =
        [
            new(BestLoss, snapshot.Progress.Stopping.BestLoss.ToString("R", CultureInfo.InvariantCulture)),
            Note(BestVersion, snapshot.Progress.Stopping.BestVersion),
            Note(Waited, snapshot.Progress.Stopping.Waited),
            Note(Validations, snapshot.Progress.Validations),
            Note(WithoutEffect, snapshot.Progress.WithoutEffect),
        ],
    };

    private Progress ProgressOf(TrainingCheckpoint checkpoint) => setup.Start with
    {
        Training = checkpoint.State,
        BestParameters = checkpoint.BestParameters,
        Stopping = setup.Start.Stopping with
        {
            BestLoss = double.Parse(checkpoint.Note(BestLoss, "Infinity"), CultureInfo.InvariantCulture),
            BestVersion = Number(checkpoint, BestVersion, -1),
            Waited = (int)Number(checkpoint, Waited, 0),
        },
        Validations = Number(checkpoint, Validations, 0),
        WithoutEffect = (int)Number(checkpoint, WithoutEffect, 0),
    };

    private static MetadataText Note(string name, long value) =>
        new(name, value.ToString(CultureInfo.InvariantCulture));

    private static long Number(TrainingCheckpoint checkpoint, string name, long otherwise) =>
        long.TryParse(checkpoint.Note(name, ""), CultureInfo.InvariantCulture, out var value) ? value : otherwise;
}
