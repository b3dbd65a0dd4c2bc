using System.Diagnostics;

namespace NeuralOde.Cli.Consoles;

/// <summary>How fast versions come, and so how long the rest will take.</summary>
/// <param name="first">The version that the training goes on from.</param>
/// <param name="last">The version that it ends at.</param>
internal sealed class Pace(long first, long last)
{
    private readonly long _start = Stopwatch.GetTimestamp();

    /// <summary>The time since the training went on.</summary>
    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(_start);

    /// <summary>The time that is left at a version, in words.</summary>
    public string Left(long version)
    {
        if (version >= last) return $"done in {Words(Elapsed)}";
        return version <= first ? "" : $"{Words(Elapsed / (version - first) * (last - version))} left";
    }

    private static string Words(TimeSpan time) => time switch
    {
        { TotalSeconds: < 10 } => $"{time.TotalSeconds:F1} s",
        { TotalMinutes: < 2 } => $"{time.TotalSeconds:F0} s",
        { TotalHours: < 2 } => $"{time.TotalMinutes:F0} min",
        _ => $"{time.TotalHours:F1} h",
    };
}
