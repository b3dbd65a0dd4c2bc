using System.Text;
using NeuralOde.Actors.Running;
using NeuralOde.Cli.Experiments;
using NeuralOde.Core.Training.Experiments;
using NeuralOde.Core.Values;
using NeuralOde.Runtime.Experiments;
using NeuralOde.Runtime.Files;

namespace NeuralOde.Cli.Runs;

/// <summary>Prepares a training from its beginning.</summary>
internal static class NewRun
{
    /// <summary>Checks everything before the folder is made, so that a refused run leaves nothing behind.</summary>
    public static Result<PreparedRun, Failure> Prepare(TrainRequest request) =>
        from source in ExperimentSource.Find(request.Experiment)
        from document in source.Read(request.Changes)
        let folders = ExperimentFolders.Of(request.Data, source.Folder)
        from setup in Setup(document, folders)
        from ranges in SharedParameters.RangesOf(setup.Outline, request.Servers).MapError(Failure.Usage)
        from start in Start(setup, request.From)
        from carried in request.Where.Carry(start.Training, ranges).MapError(Failure.Usage)
        from folder in Folder(request.Out, setup.Experiment)
        from written in Describe(folder, setup.Experiment, folders)
        select new PreparedRun(setup, folder, start, []) { Servers = request.Servers };

    /// <summary>An experiment with its data.</summary>
    public static Result<ExperimentSetup, Failure> Setup(ExperimentDocument document, IReadOnlyList<string> folders) =>
        ExperimentData.Load(document.Experiment.Data, folders, ExperimentOutline.DataSeed(document.Experiment))
            .MapError(Failure.Data)
            .Bind(data => ExperimentSetup.Of(document, data).MapError(error => Failure.Usage($"{error}")));

    /// <summary>Keeps what the run needs to be resumed and evaluated from anywhere.</summary>
    public static Result<string, Failure> Describe(
        RunFolder folder, Experiment experiment, IReadOnlyList<string> folders)
    {
        var written =
            from text in AtomicFile.Write(
                RunFiles.Experiment(folder.FullPath), Encoding.UTF8.GetBytes(ExperimentJson.Write(experiment)))
            from places in ExperimentFolders.Save(RunFiles.DataFolders(folder.FullPath), folders)
            select text;
        if (written is Result<string, FileError>.Failed) folder.Dispose();
        return written.MapError(Failure.Data);
    }

    private static Result<Progress, Failure> Start(ExperimentSetup setup, string model) => model.Length == 0
        ? setup.Start
        : ModelParameters.Of(model, setup).Map(parameters => Progress.Start(setup.Plan, parameters));

    private static Result<RunFolder, Failure> Folder(string path, Experiment experiment)
    {
        if (path.Length == 0) return RunFolder.Next(RunFiles.Root, experiment.Name).MapError(Failure.Data);
        return File.Exists(RunFiles.Experiment(path))
            ? Failure.Usage(
                $"--out {path}: the folder holds a run already. "
                + $"Go on with it by --resume {path}, or take another folder.")
            : RunFolder.Open(path).MapError(Failure.Data);
    }
}
