using System.Numerics;
using System.Text.Json.Nodes;
using NeuralOde.Core.Values;
using NeuralOde.Numerics;

namespace NeuralOde.Cli.Bench.Kernels;

/// <summary>The hyperbolic tangent of a tile of 128 features in 32 lanes: its two forms, their speed and their errors.</summary>
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
        TanhError.Function<T>[] forms = [Elementwise.Tanh, Elementwise.AccurateTanh];
        var timings = Timing.Interleaved(
            request.Repeats,
            Peak.Gflops<T>,
            Array.ConvertAll<TanhError.Function<T>, Action>(forms, form => () => form(x, y)));
        return
        [
            Peak.Row<T>("tanh", Timing.MedianOf(timings.Select(timing => timing.PeakGflops))),
            .. Rows("tanh", timings[0], TanhError.Worst(forms[0])),
            .. Rows("tanh accurate", timings[1], TanhError.Worst(forms[1])),
        ];

        Measurement[] Rows(string kernel, Timing timing, double error)
        {
            var config = new JsonObject
            {
                ["dtype"] = Dtype.Of<T>(),
                ["threads"] = 1,
                ["kernel"] = kernel,
                ["numbers"] = Numbers,
                ["repeats"] = request.Repeats,
            };
            return
            [
                new("tanh", Metric.Seconds, timing.Median, config),
                new("tanh", Metric.NsPerElement, timing.Median * 1e9 / Numbers, config),
                new("tanh", Metric.GigaPerSecond, Numbers / timing.Median / 1e9, config),
                new("tanh", Metric.MaximumUlps, error, config),
            ];
        }
    }
}
