using System.Globalization;

namespace NeuralOde.Cli.Bench.Costs;

/// <summary>What the cores of this machine have done since it was started, for whatever process.</summary>
internal static class MachineTime
{
    private const string Counts = "/proc/stat";
    private const double MsPerTick = 10;
    private const int Idle = 3, Waiting = 4, Interrupts = 6;

    /// <summary>How long they were busy, all together; in milliseconds.</summary>
    /// <remarks>Source: proc_stat(5): user, nice, system, idle, iowait, irq, softirq in ticks of 10 ms; what is behind
    /// these is not this machine's, or counted before.</remarks>
    public static double BusyMs()
    {
        var ticks = File.ReadLines(Counts).First()
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Skip(1)
            .Take(Interrupts + 1)
            .Select(count => double.Parse(count, CultureInfo.InvariantCulture));
        return MsPerTick * ticks.Where((_, place) => place is not (Idle or Waiting)).Sum();
    }
}
