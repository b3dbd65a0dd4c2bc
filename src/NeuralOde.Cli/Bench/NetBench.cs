using System.Numerics;
using System.Text.Json.Nodes;
using NeuralOde.Core.Values;

namespace NeuralOde.Cli.Bench;

/// <summary>A multilayer perceptron as a field: forward from t = 0 to 1, and the gradient of ½Σ|y(1)|².</summary>
/// <param name="Name">The benchmark's name.</param>
/// <param name="Sizes">The features before, between and behind the layers.</param>
/// <param name="MicroBatch">The examples that are dealt together.</param>
internal sealed record NetBench(string Name, ValueArray<int> Sizes, int MicroBatch)
{
    private const double SingleTolerance = 1e-4, DoubleTolerance = 1e-5;

    /// <summary>64-128-128-64, as wide as nets with weights of their own are.</summary>
    /// <remarks>1,024 examples are 16 micro-batches: two threads end together, also where one was disturbed.</remarks>
    public static NetBench Mlp { get; } = new("mlp", [64, 128, 128, 64], MicroBatch: 64);

    /// <summary>2-50-2, as narrow as fitted dynamics are.</summary>
    public static NetBench Narrow { get; } = new("narrow", [2, 50, 2], MicroBatch: 256);

    public Result<Measurement[], Failure> Run(BenchRequest request) => request.Precision is Precision.Double
        ? Run<double>(request, DoubleTolerance)
        : Run<float>(request, SingleTolerance);

    /// <summary>How field and pullback are carried out.</summary>
    public Result<string[], Failure> Explain(BenchRequest request) =>
        NetProblem.Of<double>(Sizes, request).Map(problem => Explained.Of(
            problem.Field, new(request.Options(DoubleTolerance), request.Adjoint, MicroBatch), request));

    private Result<Measurement[], Failure> Run<T>(BenchRequest request, double tolerance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var forward = new BatchPlan(request.Options(tolerance), request.Adjoint, MicroBatch);
        return NetProblem.Of<T>(Sizes, request).Map(problem =>
            new BatchBench<T>(Name, request, problem, Source(request))
                .Measure(forward, forward with { PullsBack = true }));
    }

    private static KeyValuePair<string, JsonNode?> Source(BenchRequest request) => request.Weights.Length > 0
        ? KeyValuePair.Create<string, JsonNode?>("weights", request.Weights)
        : KeyValuePair.Create<string, JsonNode?>("seed", request.Seed.Value);
}
