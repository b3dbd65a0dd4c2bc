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
    /// the folder that it comes from.</param>
    public static RunDescription Of(ExperimentSetup setup, TrainingCheckpoint from)
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
            From = ValueArray.Of<byte>(from.Write()),
        };
    }
}
