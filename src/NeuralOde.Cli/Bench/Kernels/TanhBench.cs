using System.Numerics;
using System.Text.Json.Nodes;
using NeuralOde.Core.Values;
using NeuralOde.Numerics;

namespace NeuralOde.Cli.Bench.Kernels;

/// <summary>The hyperbolic tangent of a tile of 128 features in 32 lanes: its speed and its error.</summary>
internal static class TanhBench
{
    private const int Numbers = 128 * 32;

    public static Measurement[] Run(BenchRequest request) =>
        request.Precision is Precision.Double ? Run<double>(request) : Run<float>(request);

    private static Measurement[] Run<T>(BenchRequest request)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (x, y) = (new T[Numbers], new T[Numbers]);
        Draw.Into(x, request.Seed);
        var timing = Timing.Interleaved(
            request.Repeats, Peak.Gflops<T>, () => Elementwise.Tanh<T>(x, y))[0];
        var config = new JsonObject
        {
            ["dtype"] = Dtype.Of<T>(),
            ["threads"] = 1,
            ["kernel"] = "tanh",
            ["numbers"] = Numbers,
            ["repeats"] = request.Repeats,
        };
        return
        [
            Peak.Row<T>("tanh", timing.PeakGflops),
            new("tanh", Metric.Seconds, timing.Median, config),
            new("tanh", Metric.NsPerElement, timing.Median * 1e9 / Numbers, config),
            new("tanh", Metric.GigaPerSecond, Numbers / timing.Median / 1e9, config),
            new("tanh", Metric.MaximumUlps, TanhError.Worst<T>(Elementwise.Tanh), config),
        ];
    }
}
