using NeuralOde.Actors.Mail;
using NeuralOde.Core.Data;
using NeuralOde.Core.Training;
using NeuralOde.Core.Values;

namespace NeuralOde.Runtime.Experiments;

/// <summary>Says what nodes must know of an experiment to run it.</summary>
public static class ExperimentDescription
{
    /// <summary>The description of a run.</summary>
    /// <param name="setup">The experiment with its data.</param>
    /// <param name="from">What the run begins with; said in full, since nodes may not have the model file or
    /// the folder that it comes from; null where servers begin with their ranges of what the seed gives.</param>
    /// <param name="servers">How many servers share the parameters.</param>
    public static RunDescription Of(ExperimentSetup setup, TrainingCheckpoint? from, int servers = 1)
    {
        var identity = ProgramProbe.Identity;
        return new()
        {
            Build = identity.Build,
            Probe = identity.Probe,
            Experiment = ExperimentJson.Write(setup.Experiment),
            Data = DataShape.Of(setup.Data),
            DataSha256 = setup.Data.Checksum,
            Shards = [.. ShardExamples<double>.Cut(setup.Data, setup.Plan)
                .Select(shard => ShardFile.RefOf(ShardFile.Write(shard)))],
            Servers = servers,
            From = from is null ? [] : ValueArray.Of<byte>(from.Write()),
        };
    }
}
