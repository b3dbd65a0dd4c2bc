using System.Text.Json;
using NeuralOde.Actors;
using NeuralOde.Actors.Mail;
using NeuralOde.Core.Training;
using NeuralOde.Core.Values;
using NeuralOde.Runtime.Experiments;
using NeuralOde.Runtime.Files;
using NeuralOde.Runtime.Hosting;
using NeuralOde.Runtime.Logging;
using Serilog;

namespace NeuralOde.Cluster.Akka.Serving;

/// <summary>An experiment that a node leads when it is the one that leads.</summary>
/// <param name="setup">The experiment with its data.</param>
/// <param name="folder">Where checkpoints and the model are written; the same for all nodes that may
/// lead.</param>
/// <param name="log">Where the events of the run are written.</param>
internal sealed class ServedExperiment(ExperimentSetup setup, string folder, ILogger log)
{
    private readonly RunId _run = RunId.Of(setup.Plan.Run.Name);
    private readonly EventLog _log = new(log);
    private readonly CheckpointFormat _format = new(setup.Outline, setup.Data.Checksum);
    private readonly CheckpointStore _store = new(
        Path.Combine(folder, "checkpoints"), setup.Experiment.Training.Checkpoint.Keep);

    /// <summary>Reads an experiment and its data.</summary>
    /// <param name="file">The experiment.</param>
    /// <param name="dataRoot">Where its data files are.</param>
    public static Result<ExperimentSetup, string> Read(string file, string dataRoot) =>
        from text in DataFiles.Read(file).MapError(error => $"{error}")
        from document in ExperimentJson.Read(file, text.Span, [])
            .MapError(errors => string.Join('\n', errors))
        from data in new DataRoot(dataRoot).Load(document.Experiment)
        from setup in ExperimentSetup.Of(document, data).MapError(error => $"{error}")
        select setup;

    /// <summary>What the node leads.</summary>
    public Result<ServerJob, string> Job()
    {
        var begin = _format.CheckpointOf(new(_run, new(0), setup.Start));
        var description = ExperimentDescription.Of(setup, begin);
        return OpenRun.Of(_run, description).Map(run => new ServerJob
        {
            Run = _run,
            Description = description,
            Serve = () => Serve(run),
            Shard = Parts,
            Ended = End,
        });
    }

    private ServedRun Serve(OpenRun run) => new()
    {
        Plan = run.Outline.Plan,
        Start = run.Outline.Start,
        Checkpoints = new ExperimentCheckpoints(_format, _store, Newest()),
        Due = run.Outline.Due,
        Log = _log.Write,
    };

    private IReadOnlyList<TrainingCheckpoint> Newest() =>
        _store.Newest() is CheckpointSearch.Found(var newest, _, _) ? [newest] : [];

    private IEnumerable<ToWorker.ShardPart> Parts(int shard)
    {
        var shards = ShardExamples<double>.Cut(setup.Data, setup.Plan);
        if (shard < 0 || shard >= shards.Count) return [];
        var parts = ShardFile.Write(shards[shard]).Chunk(ShardStore.PartBytes).ToArray();
        return parts.Select((part, number) =>
            new ToWorker.ShardPart(shard, number, parts.Length, ValueArray.Of<byte>(part)));
    }

    private void End(RunOutcome outcome)
    {
        var result = new TrainingResult(outcome.Progress, outcome.Ending, new([], []), TimeSpan.Zero);
        var model = ModelFile
            .Write(Path.Combine(folder, "model.safetensors"), ExperimentResults.Trained(setup, result.Best))
            .Match(path => path, error => throw new IOException(error.Message));
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            run = _run.Name,
            ending = outcome.Ending.GetType().Name,
            version = outcome.Progress.Version.Value,
            parametersSha256 = result.ParametersSha256,
            model,
        }));
    }
}
