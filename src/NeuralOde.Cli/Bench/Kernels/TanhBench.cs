using System.Numerics;
using System.Text.Json.Nodes;
using NeuralOde.Core.Programs;
using NeuralOde.Core.Values;
using NeuralOde.Numerics;
using static NeuralOde.Core.Programs.Symbolic;

namespace NeuralOde.Cli.Bench.Kernels;

/// <summary>The hyperbolic tangent of 128 features in 32 lanes, as plans carry it out: its two forms, their speed and their
/// errors.</summary>
internal static class TanhBench
{
    private const int Features = 128, Lanes = 32;
    private const int Numbers = Features * Lanes;

    public static Measurement[] Run(BenchRequest request) =>
        request.Precision is Precision.Double ? Run<double>(request) : Run<float>(request);

    private static Measurement[] Run<T>(BenchRequest request)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Kernel[] kernels = [new("tanh", Of(Tanh)), new("tanh accurate", Of(AccurateTanh))];
        var timings = Kernel.Time<T>(kernels, Lanes, request);
        return
        [
            Peak.Row<T>("tanh", Timing.MedianOf(timings.Select(timing => timing.PeakGflops))),
            .. Rows(kernels[0], timings[0], TanhError.Worst<T>(Elementwise.Tanh)),
            .. Rows(kernels[1], timings[1], TanhError.Worst<T>(Elementwise.AccurateTanh)),
        ];

        Measurement[] Rows(Kernel kernel, Timing timing, double error)
        {
            var config = new JsonObject
            {
                ["dtype"] = Dtype.Of<T>(),
                ["threads"] = 1,
                ["kernel"] = kernel.Name,
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

    private static Core.Programs.Program Of(Func<Expression, Expression> tanh) => Trace.Program(
        "hyperbolic tangent", [new("x", Features, Shared: false)], inputs => [("y", tanh(inputs[0]))]);
}
