using System.Diagnostics;
using System.Runtime;
using System.Runtime.InteropServices;

namespace NeuralOde.Cli.Bench;

/// <summary>How long something takes, beside what the processor can do in the same moments.</summary>
/// <param name="First">The first time, preparation included; in seconds.</param>
/// <param name="Runs">The warm times.</param>
internal sealed record Timing(double First, IReadOnlyList<TimedRun> Runs)
{
    // The runtime compiles what is hot a second time, beside the work: what is measured with all cores would share them.
    private static readonly TimeSpan WithoutCompiling = TimeSpan.FromSeconds(0.5), LongestWarmUp = TimeSpan.FromSeconds(4);

    // Long enough for the clock to be exact.
    private const double LeastSeconds = 0.002;

    /// <summary>The median of the warm times; in seconds.</summary>
    public double Median => MedianOf(Runs.Select(run => run.Seconds));

    /// <summary>The median of the peaks that were measured beside the runs; 10⁹ operations a second.</summary>
    public double PeakGflops => MedianOf(Runs.Select(run => run.PeakGflops));

    /// <summary>Operations by what the processor could have done in the same time; the median of the runs.</summary>
    /// <param name="operations">The operations of one run, by the threads that shared them.</param>
    public double PercentOfPeak(double operations) =>
        MedianOf(Runs.Select(run => 100 * operations / (run.Seconds * run.PeakGflops * 1e9)));

    /// <summary>How many times longer the other takes; the median of the pairs of runs.</summary>
    public double TimesFasterThan(Timing other) =>
        MedianOf(Runs.Zip(other.Runs, (run, otherRun) => otherRun.Seconds / run.Seconds));

    /// <summary>Prepares and works once, works until it is warm, and then measures.</summary>
    /// <param name="repeats">The number of warm times.</param>
    /// <param name="peak">Measures the peak.</param>
    /// <param name="prepare">Makes what is worked on.</param>
    /// <param name="work">What is measured.</param>
    /// <returns>What was worked on, as the last work left it, and the times.</returns>
    public static (TState State, Timing Timing) Of<TState>(
        int repeats, Func<double> peak, Func<TState> prepare, Action<TState> work)
    {
        var begin = Stopwatch.GetTimestamp();
        var state = prepare();
        work(state);
        var first = Stopwatch.GetElapsedTime(begin).TotalSeconds;
        return (state, Interleaved(repeats, peak, () => work(state))[0] with { First = first });
    }

    /// <summary>
    /// Measures several works in turns, and the peak between any two: what slows the machine down for a while slows down
    /// all of them.
    /// </summary>
    /// <remarks>
    /// A run is compared with the larger of the peaks before and after it. Where only one of the three was disturbed, the run
    /// cannot look better than it is: a slow peak is outdone by the other, and a slow run counts as slow.
    /// </remarks>
    /// <param name="repeats">The number of warm times of each.</param>
    /// <param name="peak">Measures the peak.</param>
    /// <param name="works">What is measured; short ones are carried out many times for each time.</param>
    /// <returns>For each work the seconds of one carrying out.</returns>
    public static Timing[] Interleaved(int repeats, Func<double> peak, params Action[] works)
    {
        var firsts = Array.ConvertAll(works, work => Seconds(work, 1));
        WarmUp(works);
        var calls = Array.ConvertAll(works, CallsThatLast);
        var runs = Array.ConvertAll(works, _ => new List<TimedRun>());
        var before = peak();
        for (var repeat = 0; repeat < repeats; repeat++)
        {
            for (var i = 0; i < works.Length; i++)
            {
                var seconds = Seconds(works[i], calls[i]) / calls[i];
                var after = peak();
                runs[i].Add(new(seconds, Math.Max(before, after)));
                before = after;
            }
        }

        return [.. firsts.Zip(runs, (first, warm) => new Timing(first, warm))];
    }

    /// <summary>The middle of the values, or the mean of the two in the middle.</summary>
    public static double MedianOf(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    /// <summary>Works until the runtime has compiled nothing for a while.</summary>
    private static void WarmUp(Action[] works)
    {
        var begin = Stopwatch.GetTimestamp();
        var (compiled, last) = (JitInfo.GetCompiledMethodCount(), begin);
        while (Stopwatch.GetElapsedTime(last) < WithoutCompiling && Stopwatch.GetElapsedTime(begin) < LongestWarmUp)
        {
            foreach (var work in works) work();
            if (JitInfo.GetCompiledMethodCount() == compiled) continue;
            (compiled, last) = (JitInfo.GetCompiledMethodCount(), Stopwatch.GetTimestamp());
        }
    }

    /// <summary>A power of two: a call alone may be shorter than the clock can tell.</summary>
    private static int CallsThatLast(Action work)
    {
        var calls = 1;
        while (Seconds(work, calls) < LeastSeconds) calls *= 2;
        return calls;
    }

    private static double Seconds(Action work, int calls)
    {
        var begin = Stopwatch.GetTimestamp();
        for (var i = 0; i < calls; i++) work();
        return Stopwatch.GetElapsedTime(begin).TotalSeconds;
    }
}

/// <summary>One time, and what the processor could do around it.</summary>
/// <param name="Seconds">How long it took.</param>
/// <param name="PeakGflops">The peak of one core, the larger of those before and after; 10⁹ operations a second.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TimedRun(double Seconds, double PeakGflops);
