using NeuralOde.Actors.Mail;
using NeuralOde.Actors.Running;
using NeuralOde.Core.Values;

namespace NeuralOde.Runtime.Experiments;

/// <summary>Parameters that several servers share.</summary>
public static class SharedParameters
{
    /// <summary>The ranges of the servers, none where one holds all; or why so many cannot share.</summary>
    /// <param name="outline">The experiment.</param>
    /// <param name="servers">The number of servers.</param>
    public static Result<ValueArray<KeyRange>, string> RangesOf(ExperimentOutline outline, int servers)
    {
        var total = outline.Model.Layout.Total;
        var most = KeyRange.MostServers(total);
        if (servers == 1) return default(ValueArray<KeyRange>);
        if (servers < 1 || servers > most)
        {
            return new Result<ValueArray<KeyRange>, string>.Failed(
                $"{servers} servers cannot share {total} parameters, which are cut between blocks of "
                + $"{Core.Training.Optimisers.Gradients.Block}: give at most {most}.");
        }

        return outline.Plan.Mode is Mode.Synchronous
            ? KeyRange.Shared(total, servers)
            : new Result<ValueArray<KeyRange>, string>.Failed(
                $"{servers} servers share parameters in synchronous training only: set training.mode to synchronous, "
                + "or take one server.");
    }
}
