using NeuralOde.Core.Data;
using NeuralOde.Core.Training;
using NeuralOde.Core.Values;

namespace NeuralOde.Runtime.Files;

/// <summary>Reads and writes trained models.</summary>
public static class ModelFile
{
    /// <summary>Writes a model; an older file is replaced at once or not at all.</summary>
    public static Result<string, FileError> Write(string path, TrainedModel model) =>
        AtomicFile.Write(path, model.Write());

    /// <summary>The model in a file.</summary>
    public static Result<TrainedModel, DataError> Read(string path) =>
        DataFiles.Read(path).Bind(bytes => TrainedModel.Read(path, bytes.Span));
}
