using NeuralOde.Actors.Reporting;
using NeuralOde.Actors.Running;

namespace NeuralOde.Actors.Simulation;

/// <summary>How a simulated run went.</summary>
public sealed record SimulationReport
{
    /// <summary>Whether it ended before the limit.</summary>
    public required bool HasEnded { get; init; }

    /// <summary>How far it came.</summary>
    public required Progress Progress { get; init; }

    /// <summary>Why it ended; meaningful only if it did.</summary>
    public required Ending Ending { get; init; }

    /// <summary>What the monitor logged, in order.</summary>
    public required IReadOnlyList<TrainingEvent> Events { get; init; }

    /// <summary>How long it took; in milliseconds of simulated time.</summary>
    public double ElapsedMs { get; init; }

    /// <summary>Letters from workers to the server.</summary>
    public int LettersToServer { get; init; }

    /// <summary>Letters from the server to workers; a broadcast counts once for each.</summary>
    public int LettersToWorkers { get; init; }

    /// <summary>Units that were dealt.</summary>
    public int UnitsDealt { get; init; }

    /// <summary>Shards that workers loaded because they were dealt units of them; those that they begin with
    /// do not count.</summary>
    public int ShardLoads { get; init; }

    /// <summary>Workers that died.</summary>
    public int WorkerCrashes { get; init; }

    /// <summary>Servers of other ranges that died or slept.</summary>
    public int RangeCrashes { get; init; }

    /// <summary>How often a run went back to what was safe, because a range was lost.</summary>
    public int RollBacks { get; init; }

    /// <summary>Leading servers that died or slept.</summary>
    public int ServerCrashes { get; init; }
}
