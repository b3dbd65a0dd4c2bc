using System.Numerics;
using System.Text.Json.Nodes;
using NeuralOde.Core.Programs;
using NeuralOde.Core.Solving;
using NeuralOde.Core.Values;
using NeuralOde.Numerics;
using static NeuralOde.Core.Programs.Symbolic;

namespace NeuralOde.Cli.Bench.Kernels;

/// <summary>
/// Convolutions from 64 to 64 channels as plans carry them out in a tile of the solver, with filters that are bound
/// already: forward, the cotangent of the image, and the cotangent of the filters.
/// </summary>
/// <remarks>Operations count as if every window were whole: those with the padding as well.</remarks>
internal static class ConvolutionBench
{
    private const int Channels = 64;

    private static readonly Window Same = new(3, 3, Stride: 1, Padding: 1);
    private static readonly Window Half = new(4, 4, Stride: 2, Padding: 1);

    private static readonly Shape[] Shapes =
    [
        new("3x3 on 6x6", Of(6, Same)),
        new("3x3 on 7x7", Of(7, Same)),
        new("4x4 stride 2 on 26x26", Of(26, Half)),
        new("4x4 stride 2 on 13x13", Of(13, Half)),
    ];

    public static Measurement[] Run(BenchRequest request) =>
        request.Precision is Precision.Double ? Run<double>(request) : Run<float>(request);

    private static Measurement[] Run<T>(BenchRequest request)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TimedKernel[] kernels = [.. Shapes.SelectMany(shape => Time<T>(shape, request))];
        return
        [
            Peak.Row<T>("conv", Timing.MedianOf(kernels.Select(kernel => kernel.Timing.PeakGflops))),
            .. kernels.SelectMany(kernel => kernel.Rows("conv")),
        ];
    }

    private static IEnumerable<TimedKernel> Time<T>(Shape shape, BenchRequest request)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var size = shape.Size;
        var (forward, lanes) = (Forward(size), TileSize.Of(size.Grid.Image.Features));
        Kernel[] kernels =
        [
            new("forward", forward),
            new("transposed", Transposed(size)),
            new("weightGradient", Pullback.Of(forward, 1)),
        ];
        var operations = 2.0 * size.Weights * size.Grid.Count * lanes;
        return Kernel.Time<T>(kernels, lanes, request).Zip(kernels, (timing, kernel) => new TimedKernel(
            timing, operations, Config<T>(shape.Name, kernel.Name, lanes, request)));
    }

    private static ConvolutionSize Of(int pixels, Window window) =>
        new(new(new Image(Channels, pixels, pixels), window), Channels);

    private static Core.Programs.Program Forward(ConvolutionSize size) => Trace.Program(
        "convolution",
        [
            new("x", size.Grid.Image.Features, Shared: false),
            new("w", size.Weights, Shared: true),
            new("b", size.Channels, Shared: true),
        ],
        inputs => [("y", Convolve(inputs[1], inputs[0], inputs[2], size))]);

    private static Core.Programs.Program Transposed(ConvolutionSize size) => Trace.Program(
        "transposed convolution",
        [new("v", size.Result.Features, Shared: false), new("w", size.Weights, Shared: true)],
        inputs => [("x", TransposedConvolve(inputs[1], inputs[0], size))]);

    private static JsonObject Config<T>(string shape, string kernel, int lanes, BenchRequest request)
        where T : unmanaged => new()
        {
            ["dtype"] = Dtype.Of<T>(),
            ["threads"] = 1,
            ["kernel"] = kernel,
            ["lanes"] = lanes,
            ["shape"] = shape,
            ["repeats"] = request.Repeats,
        };

    private sealed record Shape(string Name, ConvolutionSize Size);
}
