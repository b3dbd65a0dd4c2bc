using NeuralOde.Core.Values;

namespace NeuralOde.Actors.Simulation;

/// <summary>The clock and the chance of a simulation: what is to happen, in the order of time.</summary>
internal sealed class EventWorkspace(Seed seed)
{
    private readonly PriorityQueue<Action, (double AtMs, long Number)> _events = new();
    private long _scheduled;
    private ulong _drawn;

    /// <summary>The simulated time; in milliseconds.</summary>
    public double NowMs { get; private set; }

    /// <summary>Lets something happen later.</summary>
    public void After(double delayMs, Action happen) =>
        _events.Enqueue(happen, (NowMs + delayMs, _scheduled++));

    /// <summary>Lets something happen again and again, at random times with a mean rate.</summary>
    public void AtRandom(double perSecond, Action happen)
    {
        if (perSecond <= 0) return;
        After(-Math.Log(1 - Draw()) * 1000 / perSecond, () =>
        {
            happen();
            AtRandom(perSecond, happen);
        });
    }

    /// <summary>Lets something happen again and again, at a fixed distance in time.</summary>
    public void Every(double periodMs, Action happen) => After(periodMs, () =>
    {
        happen();
        Every(periodMs, happen);
    });

    /// <summary>A number in [0, 1).</summary>
    public double Draw() => seed.Uniform(_drawn++);

    /// <summary>Whether something with a probability is the case.</summary>
    public bool Chance(double probability) => probability > 0 && Draw() < probability;

    /// <summary>Goes on to what happens next.</summary>
    public void Step()
    {
        var happens = _events.TryDequeue(out var happen, out var when);
        if (!happens) return;
        NowMs = when.AtMs;
        happen!();
    }
}
