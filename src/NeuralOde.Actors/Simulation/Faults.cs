namespace NeuralOde.Actors.Simulation;

/// <summary>What goes wrong in a simulated cluster.</summary>
public sealed record Faults
{
    /// <summary>Nothing but the way of the letters.</summary>
    public static Faults None { get; } = new();

    /// <summary>The fraction of letters that are lost.</summary>
    public double Loss { get; init; }

    /// <summary>The fraction of letters that arrive twice.</summary>
    public double Duplication { get; init; }

    /// <summary>The shortest way of a letter; in milliseconds.</summary>
    public double DelayMs { get; init; } = 0.5;

    /// <summary>How much longer the way may be, at random; letters overtake one another; in
    /// milliseconds.</summary>
    public double JitterMs { get; init; } = 1;

    /// <summary>Crashes of workers; per second of simulated time.</summary>
    public double WorkerCrashes { get; init; }

    /// <summary>Crashes of the server; per second of simulated time.</summary>
    public double ServerCrashes { get; init; }

    /// <summary>Crashes of servers of other ranges; per second of simulated time.</summary>
    public double RangeCrashes { get; init; }

    /// <summary>The fraction of those crashes in which the checkpoints of the range are lost too.</summary>
    public double DiskLosses { get; init; }

    /// <summary>The fraction of servers, of either kind, that did not die but slept, and go on beside their
    /// successor.</summary>
    public double Sleepers { get; init; }

    /// <summary>Whether the host tells the server that a worker died.</summary>
    public bool Hints { get; init; } = true;

    /// <summary>The fraction of solves that throw.</summary>
    public double SolveFailures { get; init; }
}
