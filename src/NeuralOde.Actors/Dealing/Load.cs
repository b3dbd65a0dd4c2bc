using NeuralOde.Core.Values;

namespace NeuralOde.Actors.Dealing;

/// <summary>What a worker did in a round.</summary>
/// <param name="Worker">The worker.</param>
/// <param name="Units">The units that it solved.</param>
/// <param name="BusyMs">How long it solved, summed over its slots; in milliseconds.</param>
public sealed record Load(WorkerId Worker, int Units, double BusyMs)
{
    /// <summary>The loads with one more.</summary>
    public static ValueArray<Load> Add(ValueArray<Load> loads, Load load) =>
        loads.Any(known => known.Worker == load.Worker)
            ? [.. loads.Select(known => known.Worker == load.Worker ? known.And(load) : known)]
            : [.. loads, load];

    private Load And(Load other) => new(Worker, Units + other.Units, BusyMs + other.BusyMs);
}
