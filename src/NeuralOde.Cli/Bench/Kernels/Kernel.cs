using System.Numerics;
using System.Text.Json.Nodes;

namespace NeuralOde.Cli.Bench.Kernels;

/// <summary>One operation, as the program of a plan.</summary>
/// <param name="Name">What it is called in the config.</param>
/// <param name="Program">A program that does nothing else.</param>
internal sealed record Kernel(string Name, Core.Programs.Program Program)
{
    /// <summary>Measures kernels in turns, each in a tile of lanes.</summary>
    public static Timing[] Time<T>(Kernel[] kernels, int lanes, BenchRequest request)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Timing.Interleaved(
            request.Repeats,
            Peak.Gflops<T>,
            Array.ConvertAll<Kernel, Action>(
                kernels, kernel => new BoundPlan<T>(kernel.Program, lanes, request.Seed).Run));
}

/// <summary>A kernel that was measured.</summary>
/// <param name="Timing">How long it took.</param>
/// <param name="Operations">The additions and multiplications of one call.</param>
/// <param name="Config">In which setting.</param>
internal sealed record TimedKernel(Timing Timing, double Operations, JsonObject Config)
{
    /// <summary>Its time, and what part of the peak that is.</summary>
    public Measurement[] Rows(string bench) =>
    [
        new(bench, Metric.Seconds, Timing.Median, Config),
        new(bench, Metric.PercentOfPeak, Timing.PercentOfPeak(Operations), Config),
    ];
}
