using NeuralOde.Cli.Bench.Clusters;
using NeuralOde.Cli.Bench.Costs;
using NeuralOde.Cli.Bench.Growth;
using NeuralOde.Cli.Bench.Kernels;
using NeuralOde.Cli.Bench.Modes;
using NeuralOde.Cli.Bench.Processes;
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
        new("dense", "The matrix products of dense layers of 64 and 128 features in tiles.", r => DenseBench.Run(r))
        {
            Precisions = [Precision.Single, Precision.Double],
        },
        new("conv", "Convolutions of 64 channels in a tile: forward and both cotangents.", r => ConvolutionBench.Run(r))
        {
            Precisions = [Precision.Single],
        },
        new("tanh", "The hyperbolic tangent of a tile, and its error.", r => TanhBench.Run(r))
        {
            Precisions = [Precision.Single, Precision.Double],
        },
        new("fields", "Traced fields over loops that were written for them.", r => FieldsBench.Run(r)),
        new("spiral", "Training of the cubic spiral: 500 steps of Adam on 30 points.", Spiral.Run)
        {
            Explain = Spiral.Explain,
        },
        new("vdp", "Van der Pol, µ log-uniform in [0.1, 20], t from 0 to 10.", VanDerPol.Run)
        {
            Explain = VanDerPol.Explain,
        },
        new("mlp", "A field 64-128-128-64 with tanh, t from 0 to 1; and the gradient of ½Σ|y|².", NetBench.Mlp.Run)
        {
            Precisions = [Precision.Single, Precision.Double],
            Threads = [1, 2],
            Explain = NetBench.Mlp.Explain,
        },
        new("narrow", "The same with a field 2-50-2.", NetBench.Narrow.Run)
        {
            Explain = NetBench.Narrow.Explain,
            Precisions = [Precision.Single, Precision.Double],
        },
        new("refill", "Evaluations saved where ended examples make room, on the batch of vdp.", Refill.Run),
        new("startup", "From the start of train spiral to its first step.", StartUp.Run),
        new("growth", "Time and memory over batch, dim and steps, with --csv FILE and --plot FILE.", GrowthBench.Run)
        {
            Threads = [],
        },
        new("modes", "The loss in time in each training.mode with a straggler, with --csv FILE and --plot FILE.", ModesBench.Run)
        {
            Threads = [],
        },
        new("join", "From the start of a worker's process, during a run, to its first unit.", JoinBench.Run)
        {
            Threads = [],
        },
        new("cluster", "Worker processes over one, and the share of a step outside of solving.", SpeedBench.Run)
        {
            Threads = [],
        },
        new("costs", "The way to a thousand workers: what letters and sums cost, and the curves that follow.", CostBench.Run)
        {
            Threads = [],
        },
        new("makespan", "Time of a step over ideal, on real processes, where costs lie in the worst order.", MakespanBench.Run)
        {
            Threads = [],
        },
    ];

    /// <summary>The names of all of them.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(benchmark => benchmark.Name)];

    /// <summary>Says how its field is carried out; nothing where it solves none.</summary>
    public Func<BenchRequest, Result<string[], Failure>> Explain { get; init; } = _ => Array.Empty<string>();

    /// <summary>The precisions in which it has goals.</summary>
    public IReadOnlyList<Precision> Precisions { get; init; } = [Precision.Double];

    /// <summary>The numbers of threads for which it has goals; none where it has no goals, or those of a cluster, which
    /// take minutes and are measured only when it is named.</summary>
    public IReadOnlyList<int> Threads { get; init; } = [1];

    /// <summary>Measures all that it has goals for, or only the precision that is asked for.</summary>
    public Result<Measurement[], Failure> RunForGoals(BenchRequest request)
    {
        var variants =
            from precision in request.Precision is { } asked ? [asked] : Precisions
            from threads in Threads
            select request with { Precision = precision, Threads = threads };
        return variants.Traverse(Run).Map(parts => parts.SelectMany(rows => rows).ToArray());
    }
}
