using System.Numerics;
using System.Text.Json.Nodes;
using NeuralOde.Core.Values;
using NeuralOde.Numerics;

namespace NeuralOde.Cli.Bench;

/// <summary>Kernels by themselves: the products of a dense layer in a tile of lanes, and tanh.</summary>
internal static class KernelBench
{
    private const int Features = 128, Lanes = 32, Calls = 500;

    /// <summary>b + W·x, Wᵀ·v, and the sum of v·xᵀ over the lanes.</summary>
    public static Measurement[] Dense(BenchRequest request) =>
        request.Precision is Precision.Double ? Dense<double>(request) : Dense<float>(request);

    /// <summary>The hyperbolic tangent of a tile.</summary>
    public static Measurement[] Tanh(BenchRequest request) =>
        request.Precision is Precision.Double ? Tanh<double>(request) : Tanh<float>(request);

    private static Measurement[] Dense<T>(BenchRequest request)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var peak = Peak.Gflops<T>();
        var (weights, sums) = (Draw<T>(request.Seed.Child(0), Features * Features), new T[Features * Features]);
        var bias = Draw<T>(request.Seed.Child(1), Features);
        var (x, y) = (Draw<T>(request.Seed.Child(2), Features * Lanes), new T[Features * Lanes]);
        return
        [
            Peak.Row<T>("dense", peak),
            .. Rows("affine", () => Product.Into(Matrix(isTransposed: false, bias), OfLanes(x), Lanes, y)),
            .. Rows("transposed", () => Product.Into(Matrix(isTransposed: true, []), OfLanes(x), Lanes, y)),
            .. Rows("outerSum", () => OuterSum.AddTo(OfLanes(y), OfLanes(x), new(Features, Features, Lanes), sums)),
        ];

        Matrix<T> Matrix(bool isTransposed, T[] from) => new(new(weights, 1, isShared: true), Features, Features)
        {
            IsTransposed = isTransposed,
            Bias = from.Length == 0 ? default : new(from, 1, isShared: true),
        };

        IEnumerable<Measurement> Rows(string kernel, Action call)
        {
            var seconds = SecondsPerCall(request, call);
            var percent = 100 * 2.0 * Features * Features * Lanes / (seconds * peak * 1e9);
            var config = Config<T>(kernel, request);
            return
            [
                new("dense", Metric.Seconds, seconds, config),
                new("dense", Metric.PercentOfPeak, percent, config),
            ];
        }
    }

    private static Measurement[] Tanh<T>(BenchRequest request)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (x, y) = (Draw<T>(request.Seed, Features * Lanes), new T[Features * Lanes]);
        var seconds = SecondsPerCall(request, () => Elementwise.Tanh<T>(x, y));
        var config = Config<T>("tanh", request);
        return
        [
            Peak.Row<T>("tanh", Peak.Gflops<T>()),
            new("tanh", Metric.Seconds, seconds, config),
            new("tanh", Metric.NsPerElement, seconds * 1e9 / y.Length, config),
        ];
    }

    private static double SecondsPerCall(BenchRequest request, Action call) =>
        Timing.Of(request.Repeats, () => call, Repeat).Timing.Median / Calls;

    private static void Repeat(Action call)
    {
        for (var i = 0; i < Calls; i++) call();
    }

    private static JsonObject Config<T>(string kernel, BenchRequest request)
        where T : unmanaged => new()
        {
            ["dtype"] = Dtype.Of<T>(),
            ["threads"] = 1,
            ["kernel"] = kernel,
            ["lanes"] = Lanes,
            ["features"] = Features,
            ["repeats"] = request.Repeats,
        };

    private static T[] Draw<T>(Seed seed, int count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        [.. Enumerable.Range(0, count).Select(i => T.CreateChecked(2 * seed.Uniform((ulong)i) - 1))];

    private static Operand<T> OfLanes<T>(T[] values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => new(values, Lanes, isShared: false);
}
