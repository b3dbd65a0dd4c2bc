using NeuralOde.Cli.Experiments;
using NeuralOde.Core.Training;
using NeuralOde.Core.Values;
using NeuralOde.Runtime.Experiments;
using NeuralOde.Runtime.Files;

namespace NeuralOde.Cli.Runs;

/// <summary>Prepares the rest of a training that was stopped.</summary>
internal static class ResumedRun
{
    /// <summary>Refuses an experiment or data other than those the run began with.</summary>
    public static Result<PreparedRun, Failure> Prepare(TrainRequest request) =>
        from source in Source(request.Resume)
        from began in source.Read([])
        from document in Asked(request, source)
        from same in Same(began, document)
        let folders = request.Data.Length > 0
            ? ExperimentFolders.Of(request.Data, ".")
            : ExperimentFolders.Load(RunFiles.DataFolders(request.Resume))
        from setup in NewRun.Setup(document, folders)
        from carried in request.Where.Carry(setup.Start.Training, []).MapError(Failure.Usage)
        from folder in RunFolder.Open(request.Resume).MapError(Failure.Data)
        from newest in Released(folder, Newest(folder, setup))
        from written in NewRun.Describe(folder, setup.Experiment, folders)
        select new PreparedRun(setup, folder, setup.Start, newest);

    private static Result<ExperimentSource, Failure> Source(string folder) => File.Exists(RunFiles.Experiment(folder))
        ? ExperimentSource.Find(RunFiles.Experiment(folder))
        : Failure.Usage($"--resume {folder}: there is no run in this folder. Give the folder that training wrote to.");

    private static Result<ExperimentDocument, Failure> Asked(TrainRequest request, ExperimentSource began) =>
        request.Experiment.Length == 0
            ? began.Read(request.Changes)
            : ExperimentSource.Find(request.Experiment).Bind(source => source.Read(request.Changes));

    private static Result<int, Failure> Same(ExperimentDocument began, ExperimentDocument asked)
    {
        var changes = ExperimentChanges.Between(began.Experiment, asked.Experiment);
        return changes.Count == 0
            ? 0
            : Failure.Usage(changes.Select(change => asked.Fault(
                change.Path, $"was {change.Before} when the run began and is now {change.After}.",
                "Leave it as it was, or begin a new run; --from keeps the trained parameters.")));
    }

    private static Result<IReadOnlyList<TrainingCheckpoint>, Failure> Newest(RunFolder folder, ExperimentSetup setup)
    {
        var search = new CheckpointStore(folder.Checkpoints, setup.Experiment.Training.Checkpoint.Keep).Newest();
        var (damaged, instead) = search switch
        {
            CheckpointSearch.Found found => (found.Damaged, " The checkpoint before it is used."),
            CheckpointSearch.NoneWhole none => (none.Damaged, ""),
            _ => throw Unreachable.Case(search),
        };
        foreach (var error in damaged)
        {
            Console.Error.WriteLine($"{error}{instead}");
        }

        return search switch
        {
            CheckpointSearch.Found { Checkpoint: var newest } when newest.DataChecksum != setup.Data.Checksum =>
                Failure.Data(
                    $"{folder.FullPath}: the data is not that which the run began with (SHA-256 {newest.DataChecksum}, "
                    + $"now {setup.Data.Checksum}). Give the same files, or begin a new run with --from."),
            CheckpointSearch.Found { Checkpoint: var newest } =>
                new Result<IReadOnlyList<TrainingCheckpoint>, Failure>.Ok([newest]),
            _ when damaged.Count > 0 => Failure.Data(
                $"{folder.FullPath}: none of its {damaged.Count} checkpoints is whole. Begin a new run, with "
                + "--from a model if one was written."),
            _ => new Result<IReadOnlyList<TrainingCheckpoint>, Failure>.Ok([]),
        };
    }

    private static Result<T, Failure> Released<T>(RunFolder folder, Result<T, Failure> result)
    {
        if (result is Result<T, Failure>.Failed) folder.Dispose();
        return result;
    }
}
