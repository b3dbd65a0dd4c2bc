using System.Globalization;
using NeuralOde.Actors;
using NeuralOde.Actors.Running;
using NeuralOde.Core.Data.Formats;
using NeuralOde.Core.Training;

namespace NeuralOde.Runtime.Experiments;

/// <summary>Snapshots of an experiment's run as checkpoints, and back.</summary>
/// <param name="outline">The experiment.</param>
/// <param name="dataSha256">The checksum of the data that is trained on.</param>
public sealed class CheckpointFormat(ExperimentOutline outline, string dataSha256)
{
    private const string BestLoss = "bestLoss";
    private const string BestVersion = "bestVersion";
    private const string Waited = "waited";
    private const string Validations = "validations";
    private const string WithoutEffect = "withoutEffect";
    private const string Applied = "applied";

    private readonly string _experiment = ExperimentJson.Write(outline.Experiment);
    /// <summary>A snapshot as a file holds it.</summary>
    public TrainingCheckpoint CheckpointOf(Snapshot snapshot) => new()
    {
        Run = snapshot.Run.Name,
        Fence = snapshot.Fence.Value,
        Experiment = _experiment,
        DataChecksum = dataSha256,
        State = snapshot.Progress.Training,
        BestParameters = snapshot.Progress.BestParameters,
        Notes =
        [
            new(BestLoss, snapshot.Progress.Stopping.BestLoss.ToString("R", CultureInfo.InvariantCulture)),
            Note(BestVersion, snapshot.Progress.Stopping.BestVersion),
            Note(Waited, snapshot.Progress.Stopping.Waited),
            Note(Validations, snapshot.Progress.Validations),
            Note(WithoutEffect, snapshot.Progress.WithoutEffect),
            new(Applied, AppliedText.Of(snapshot.Progress.Applied)),
        ],
    };

    /// <summary>What a file holds, for this run.</summary>
    public Snapshot SnapshotOf(TrainingCheckpoint checkpoint) =>
        new(outline.Plan.Run, new(checkpoint.Fence), ProgressOf(checkpoint));

    /// <summary>A range as a file holds it.</summary>
    /// <param name="leader">The fence of the server that wanted it.</param>
    /// <param name="range">The range.</param>
    public TrainingCheckpoint CheckpointOf(Fence leader, RangeSnapshot range) => new()
    {
        Run = outline.Plan.Run.Name,
        Fence = leader.Value,
        Experiment = _experiment,
        DataChecksum = dataSha256,
        State = range.Training,
        BestParameters = range.BestParameters,
    };

    private Progress ProgressOf(TrainingCheckpoint checkpoint) => new()
    {
        Training = checkpoint.State,
        BestParameters = checkpoint.BestParameters,
        Stopping = new(
            outline.Plan.Patience,
            double.Parse(checkpoint.Note(BestLoss, "Infinity"), CultureInfo.InvariantCulture),
            Number(checkpoint, BestVersion, -1),
            (int)Number(checkpoint, Waited, 0)),
        Validations = Number(checkpoint, Validations, 0),
        WithoutEffect = (int)Number(checkpoint, WithoutEffect, 0),
        Applied = AppliedText.Read(checkpoint.Note(Applied, "")),
    };

    private static MetadataText Note(string name, long value) =>
        new(name, value.ToString(CultureInfo.InvariantCulture));

    private static long Number(TrainingCheckpoint checkpoint, string name, long otherwise) =>
        long.TryParse(checkpoint.Note(name, ""), CultureInfo.InvariantCulture, out var value) ? value : otherwise;
}
