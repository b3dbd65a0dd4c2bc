using NeuralOde.Actors.Running;

namespace NeuralOde.Actors.Simulation;

/// <summary>The simulated servers of the ranges beside the leading one's, with their disks.</summary>
/// <param name="cluster">The cluster.</param>
/// <param name="time">Its clock and chance.</param>
/// <param name="carry">Carries their letters.</param>
internal sealed class RangesWorkspace(
    SimulatedCluster cluster, EventWorkspace time, Action<RangeServer.Effect> carry)
{
    private const double TickMs = 1000;
    private const double RestartMs = 200;
    private const double SeekMs = 2;
    private const double SaveMs = 5;

    private readonly PlaceWorkspace[] _places =
        [.. cluster.Plan.OtherServers.Select(server => new PlaceWorkspace(server))];
    private readonly Dictionary<(Fence Leader, int Server), RangeSnapshot> _results = [];

    /// <summary>How many of them died or slept.</summary>
    public int Crashes { get; private set; }

    /// <summary>Starts one for each range.</summary>
    public void Start()
    {
        foreach (var place in _places)
        {
            Claim(place);
            time.Every(TickMs, () => Feed(place.Server, new RangeServer.Message.Tick()));
        }
    }

    /// <summary>Hands a message to all who take themselves for the server of a range.</summary>
    public void Feed(int server, RangeServer.Message message)
    {
        var place = _places[server - 1];
        foreach (var seat in place.Seats.ToArray()) Feed(place, seat, message);
    }

    /// <summary>Lets one of them die, or sleep and go on beside its successor.</summary>
    public void Crash()
    {
        if (_places.Length == 0) return;
        var place = _places[(int)(time.Draw() * _places.Length)];
        if (place.Seats.Count == 0) return;
        Crashes++;
        if (!time.Chance(cluster.Faults.Sleepers)) place.Seats.Clear();
        if (time.Chance(cluster.Faults.DiskLosses)) place.Disk.Clear();
        time.After(RestartMs, () => Claim(place));
    }

    /// <summary>The result of a run, from the leading server's range and those that were made safe
    /// last.</summary>
    public Progress Whole(Fence leader, Progress first) => _places.Length == 0
        ? first
        : first.Joined([.. _places.Select(place => _results[(leader, place.Server)])]);

    private void Claim(PlaceWorkspace place)
    {
        var seat = new SeatWorkspace(new()
        {
            Plan = cluster.Plan,
            Self = new(new($"range-{place.Server}"), new(0)),
            Server = place.Server,
        });
        place.Seats.Add(seat);
        Feed(place, seat, new RangeServer.Message.Claimed(new(++place.Reigns)));
    }

    private void Feed(PlaceWorkspace place, SeatWorkspace seat, RangeServer.Message message)
    {
        (seat.State, var effects) = RangeServer.Receive(seat.State, message);
        foreach (var effect in effects)
        {
            switch (effect)
            {
                case RangeServer.Effect.Seek(var version):
                    time.After(SeekMs, () => Answer(place, seat, place.Find(cluster, version)));
                    break;
                case RangeServer.Effect.Save save:
                    time.After(SaveMs, () => Answer(place, seat, Save(place, save)));
                    break;
                default:
                    carry(effect);
                    break;
            }
        }
    }

    // Who died in the meantime hears nothing.
    private void Answer(PlaceWorkspace place, SeatWorkspace seat, RangeServer.Message answer)
    {
        if (place.Seats.Contains(seat)) Feed(place, seat, answer);
    }

    private RangeServer.Message.Saved Save(PlaceWorkspace place, RangeServer.Effect.Save save)
    {
        place.Disk[save.Snapshot.Version] = save.Snapshot;
        if (save.IsLast) _results[(save.Leader, place.Server)] = save.Snapshot;
        return new(save.Snapshot.Version);
    }

    /// <summary>One who holds a range, or takes itself for it.</summary>
    private sealed class SeatWorkspace(RangeServer.State state)
    {
        public RangeServer.State State { get; set; } = state;
    }

    /// <summary>A range: who holds it, and what was saved of it.</summary>
    private sealed class PlaceWorkspace(int server)
    {
        public int Server => server;

        public List<SeatWorkspace> Seats { get; } = [];

        public Dictionary<Version, RangeSnapshot> Disk { get; } = [];

        public long Reigns { get; set; }

        public RangeServer.Message Find(SimulatedCluster cluster, Version version) =>
            Disk.TryGetValue(version, out var kept) ? new RangeServer.Message.Found(kept)
            : version == new Version(cluster.Start.Training.Version) ? new RangeServer.Message.Found(
                RangeSnapshot.Of(cluster.Start, cluster.Plan.Ranges[server]))
            : new RangeServer.Message.NotFound(version, "The disk is empty.");
    }
}
