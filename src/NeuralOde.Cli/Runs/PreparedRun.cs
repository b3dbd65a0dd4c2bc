using NeuralOde.Actors.Running;
using NeuralOde.Core.Training;
using NeuralOde.Runtime.Experiments;
using NeuralOde.Runtime.Files;

namespace NeuralOde.Cli.Runs;

/// <summary>A training that can begin: experiment, data, folder and start are checked.</summary>
/// <param name="Setup">The experiment with its data.</param>
/// <param name="Folder">The locked folder.</param>
/// <param name="Start">How it starts where there is no checkpoint.</param>
/// <param name="Newest">The checkpoint that it goes on from; none or one.</param>
internal sealed record PreparedRun(
    ExperimentSetup Setup, RunFolder Folder, Progress Start, IReadOnlyList<TrainingCheckpoint> Newest)
{
    /// <summary>How many servers share the parameters.</summary>
    public int Servers { get; init; } = 1;

    /// <summary>The version that the training goes on from.</summary>
    public long FirstVersion => Newest.Select(checkpoint => checkpoint.State.Version).FirstOrDefault();

    /// <summary>How its checkpoints are written and read.</summary>
    public CheckpointFormat CheckpointFormat => new(Setup.Outline, Setup.Data.Checksum);

    /// <summary>Where its checkpoints are kept.</summary>
    public CheckpointStore Store => new(Folder.Checkpoints, Setup.Experiment.Training.Checkpoint.Keep);
}
