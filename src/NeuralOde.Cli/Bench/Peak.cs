using System.Diagnostics;
using System.Numerics;
using System.Runtime.Intrinsics;
using System.Text.Json.Nodes;
using NeuralOde.Core.Values;
using NeuralOde.Numerics;

namespace NeuralOde.Cli.Bench;

/// <summary>What one core can do at most, measured in this process between the runs of a benchmark.</summary>
/// <remarks>
/// A window is as short as what it stands beside, so that a neighbour who takes a part of the core takes it from both.
/// </remarks>
internal static class Peak
{
    // A try lasts some 0.2 ms, a window 1 ms.
    private const int Rounds = 100_000;
    private const int Tries = 5;

    /// <summary>Both precisions, or the one that is asked for.</summary>
    public static Measurement[] Run(BenchRequest request) => request.Precision switch
    {
        Precision.Single => [Row<float>("peak", Gflops<float>())],
        Precision.Double => [Row<double>("peak", Gflops<double>())],
        _ => [Row<float>("peak", Gflops<float>()), Row<double>("peak", Gflops<double>())],
    };

    /// <summary>The most of a few tries: what disturbs can only make it less; 10⁹ operations a second.</summary>
    public static double Gflops<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        FmaPeak.Operations<T>(Rounds) / Enumerable.Range(0, Tries).Min(_ => Seconds<T>()) / 1e9;

    /// <summary>The row by which a benchmark says what it was measured against.</summary>
    public static Measurement Row<T>(string bench, double gflops)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new(bench, Metric.PeakGflops, gflops, new JsonObject
        {
            ["dtype"] = Dtype.Of<T>(),
            ["threads"] = 1,
            ["vectorBits"] = VectorBits,
        });

    private static int VectorBits =>
        Vector512.IsHardwareAccelerated ? 512
        : Vector256.IsHardwareAccelerated ? 256
        : Vector128.IsHardwareAccelerated ? 128
        : 64;

    private static double Seconds<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Span<T> result = stackalloc T[1];
        var begin = Stopwatch.GetTimestamp();
        FmaPeak.Run(Rounds, result);
        return Stopwatch.GetElapsedTime(begin).TotalSeconds;
    }
}
