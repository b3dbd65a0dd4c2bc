using NeuralOde.Core.Values;

namespace NeuralOde.Cli.Bench;

/// <summary>Something that is measured.</summary>
/// <param name="Name">Its name on the command line.</param>
/// <param name="Summary">What it measures.</param>
/// <param name="Run">Measures it.</param>
internal sealed record Benchmark(
    string Name, string Summary, Func<BenchRequest, Result<Measurement[], Failure>> Run)
{
    /// <summary>The benchmarks that there are.</summary>
    public static IReadOnlyList<Benchmark> All { get; } =
    [
        new("peak", "Fused multiply-adds of one core: what the others are measured by.", r => Peak.Run(r)),
        new("dense", "The matrix products of a dense layer of 128 features in a tile.", r => KernelBench.Dense(r)),
        new("tanh", "The hyperbolic tangent of a tile.", r => KernelBench.Tanh(r)),
        new("spiral", "Training of the cubic spiral: 500 steps of Adam on 30 points.", Spiral.Run),
        new("vdp", "Van der Pol, µ log-uniform in [0.1, 20], t from 0 to 10.", VanDerPol.Run),
        new("mlp", "A field 64-128-128-64 with tanh, t from 0 to 1; and the gradient of ½Σ|y|².", NetBench.Mlp.Run),
        new("narrow", "The same with a field 2-50-2.", NetBench.Narrow.Run),
        new("refill", "Evaluations saved where ended examples make room, on the batch of vdp.", Refill.Run),
    ];
}
