using System.Numerics;
using System.Text.Json.Nodes;
using NeuralOde.Core.Programs;
using NeuralOde.Core.Programs.Plans;
using NeuralOde.Core.Values;
using static NeuralOde.Core.Programs.Symbolic;

namespace NeuralOde.Cli.Bench.Kernels;

/// <summary>
/// The products of a dense layer as plans carry them out, with weights that are bound already: b + W·x, Wᵀ·v, and the
/// sum of v·xᵀ over the lanes.
/// </summary>
internal static class DenseBench
{
    private static readonly int[] Widths = [64, 128];
    private static readonly int[] Tiles = [24, 32, 48, 64];

    public static Measurement[] Run(BenchRequest request) =>
        request.Precision is Precision.Double ? Run<double>(request) : Run<float>(request);

    private static Measurement[] Run<T>(BenchRequest request)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var tiles =
            from width in Widths
            from lanes in Tiles
            where lanes % Plan<T>.Granule == 0
            select Time<T>(width, lanes, request);
        TimedKernel[] kernels = [.. tiles.SelectMany(tile => tile)];
        return
        [
            Peak.Row<T>("dense", Timing.MedianOf(kernels.Select(kernel => kernel.Timing.PeakGflops))),
            .. kernels.SelectMany(kernel => kernel.Rows("dense")),
        ];
    }

    private static IEnumerable<TimedKernel> Time<T>(int width, int lanes, BenchRequest request)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Kernel[] kernels =
        [
            new("affine", Layer(width)),
            new("transposed", Transposed(width)),
            new("outerSum", Pullback.Of(Layer(width), 1)),
        ];
        return Kernel.Time<T>(kernels, lanes, request).Zip(kernels, (timing, kernel) => new TimedKernel(
            timing, 2.0 * width * width * lanes, Config<T>(kernel.Name, width, lanes, request)));
    }

    private static Core.Programs.Program Layer(int width) => Trace.Program(
        "dense layer",
        [new("x", width, Shared: false), new("w", width * width, Shared: true), new("b", width, Shared: true)],
        inputs => [("y", Affine(inputs[1], inputs[0], inputs[2]))]);

    private static Core.Programs.Program Transposed(int width) => Trace.Program(
        "transposed dense layer",
        [new("v", width, Shared: false), new("w", width * width, Shared: true)],
        inputs => [("x", TransposedMatrixVector(inputs[1], inputs[0]))]);

    private static JsonObject Config<T>(string kernel, int width, int lanes, BenchRequest request)
        where T : unmanaged => new()
        {
            ["dtype"] = Dtype.Of<T>(),
            ["threads"] = 1,
            ["kernel"] = kernel,
            ["lanes"] = lanes,
            ["features"] = width,
            ["repeats"] = request.Repeats,
        };
}
