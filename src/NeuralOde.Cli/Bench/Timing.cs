using System.Diagnostics;

namespace NeuralOde.Cli.Bench;

/// <summary>How long something takes.</summary>
/// <param name="First">The first time, preparation included; in seconds.</param>
/// <param name="Median">The median of the warm times; in seconds.</param>
internal sealed record Timing(double First, double Median)
{
    // Long enough for the runtime to compile what is hot a second time.
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(0.5);

    /// <summary>Prepares and works once, works until it is warm, and then measures.</summary>
    /// <param name="repeats">The number of warm times.</param>
    /// <param name="prepare">Makes what is worked on.</param>
    /// <param name="work">What is measured.</param>
    /// <returns>What was worked on, as the last work left it, and the times.</returns>
    public static (TState State, Timing Timing) Of<TState>(int repeats, Func<TState> prepare, Action<TState> work)
    {
        var begin = Stopwatch.GetTimestamp();
        var state = prepare();
        work(state);
        var first = Stopwatch.GetElapsedTime(begin).TotalSeconds;
        begin = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(begin) < WarmUp) work(state);
        return (state, new(first, MedianOf([.. Enumerable.Range(0, repeats).Select(_ => Seconds(state, work))])));
    }

    /// <summary>The middle of the values, or the mean of the two in the middle.</summary>
    public static double MedianOf(double[] values)
    {
        Array.Sort(values);
        return (values[(values.Length - 1) / 2] + values[values.Length / 2]) / 2;
    }

    private static double Seconds<TState>(TState state, Action<TState> work)
    {
        var begin = Stopwatch.GetTimestamp();
        work(state);
        return Stopwatch.GetElapsedTime(begin).TotalSeconds;
    }
}
