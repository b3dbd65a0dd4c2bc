using NeuralOde.Cli.Experiments;
using NeuralOde.Core.Training;
using NeuralOde.Core.Values;
using NeuralOde.Runtime.Experiments;
using NeuralOde.Runtime.Files;

namespace NeuralOde.Cli.Runs;

/// <summary>An experiment with its data and its trained parameters.</summary>
/// <param name="Setup">The experiment with its data.</param>
/// <param name="Parameters">θ; shape [parameters].</param>
internal sealed record TrainedRun(ExperimentSetup Setup, FlatVector Parameters)
{
    /// <summary>What a folder of a run, or a model file, holds, with the data it was trained on.</summary>
    /// <param name="path">The folder or the file.</param>
    /// <param name="data">The folder of data files; empty for that of the training.</param>
    /// <param name="changes">The fields that <c>--set</c> and <c>--seed</c> change.</param>
    public static Result<TrainedRun, Failure> Load(string path, string data, IReadOnlyList<string> changes)
    {
        var file = Directory.Exists(path) ? RunFiles.Model(path) : path;
        var kept = RunFiles.DataFolders(Path.GetDirectoryName(Path.GetFullPath(file))!);
        return
            from trained in Model(path, file)
            from document in ExperimentSource.Of(file, trained.Experiment).Read(changes)
            let folders = data.Length > 0 ? ExperimentFolders.Of(data, ".") : ExperimentFolders.Load(kept)
            from setup in NewRun.Setup(document, folders)
            from parameters in ModelParameters.Of(file, trained, setup.Model, setup.Precision)
            select new TrainedRun(setup, parameters);
    }

    /// <summary>The trained model in a file, or in the folder of a run.</summary>
    public static Result<TrainedModel, Failure> Model(string path) =>
        Model(path, Directory.Exists(path) ? RunFiles.Model(path) : path);

    private static Result<TrainedModel, Failure> Model(string path, string file) =>
        Directory.Exists(path) && !File.Exists(file)
            ? Failure.Data(
                $"{path}: there is no trained model in this folder. Go on with its training by --resume {path}.")
            : ModelFile.Read(file).MapError(Failure.Data);
}
