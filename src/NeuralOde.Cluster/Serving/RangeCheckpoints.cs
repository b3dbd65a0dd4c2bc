using NeuralOde.Actors;
using NeuralOde.Actors.Mail;
using NeuralOde.Actors.Running;
using NeuralOde.Core.Values;
using NeuralOde.Runtime.Experiments;
using NeuralOde.Runtime.Files;
using NeuralOde.Runtime.Hosting;

namespace NeuralOde.Cluster.Serving;

/// <summary>Keeps the checkpoints of a range here, and gives a copy of each to the servers that stand by.</summary>
internal sealed class RangeCheckpoints(
    ExperimentOutline outline, KeyRange range, CheckpointFormat format, CheckpointStore store, RangePost post)
    : IRangeCheckpoints
{
    /// <inheritdoc/>
    public void Save(Fence leader, RangeSnapshot snapshot, Actors.Version safe)
    {
        var checkpoint = format.CheckpointOf(leader, snapshot);
        _ = store.Save(checkpoint, safe.Value).Match(path => path, error => throw new IOException(error.Message));
        post.Share(checkpoint.Write());
    }

    /// <summary>Gives copies of all that are here, to a server that came late.</summary>
    public void ShareAll()
    {
        foreach (var checkpoint in store.All()) post.Share(checkpoint.Write());
    }

    /// <inheritdoc/>
    public Result<RangeSnapshot, string> Find(Actors.Version version) => store.Of(version.Value) switch
    {
        CheckpointSearch.Found({ State: var state } found, _, _) when state.Parameters.Length == range.Count =>
            new RangeSnapshot(state, found.BestParameters),
        _ when version.Value == 0 => RangeSnapshot.Start(outline.Plan, outline.StartOf(range)),
        _ => new Result<RangeSnapshot, string>.Failed($"There is no whole checkpoint of version {version} here."),
    };
}
