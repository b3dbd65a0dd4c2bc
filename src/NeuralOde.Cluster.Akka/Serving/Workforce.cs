using System.Collections.Concurrent;
using Akka.Actor;
using NeuralOde.Actors;

namespace NeuralOde.Cluster.Akka.Serving;

/// <summary>Where the workers are that have written. The actor writes it, and the post reads it from threads
/// of its own.</summary>
internal sealed class Workforce
{
    private readonly ConcurrentDictionary<WorkerId, IActorRef> _places = new();

    /// <summary>The places of all workers.</summary>
    public IEnumerable<ICanTell> All => _places.Values;

    /// <summary>The place of a worker; none where it has not written.</summary>
    public IEnumerable<ICanTell> At(WorkerId worker) =>
        _places.TryGetValue(worker, out var place) ? [place] : [];

    /// <summary>Notes from where a worker writes.</summary>
    /// <returns>Whether it wrote from there for the first time.</returns>
    public bool Note(WorkerId worker, IActorRef place)
    {
        var isNew = !_places.TryGetValue(worker, out var known) || !known.Equals(place);
        _places[worker] = place;
        return isNew;
    }

    /// <summary>The workers in a place.</summary>
    public IReadOnlyList<WorkerId> In(Func<IActorRef, bool> place) =>
        [.. _places.Where(one => place(one.Value)).Select(one => one.Key)];

    /// <summary>Forgets a worker that is gone.</summary>
    public void Forget(WorkerId worker) => _ = _places.TryRemove(worker, out _);
}
