using NeuralOde.Core.Adjoints;
using NeuralOde.Core.Solving;
using NeuralOde.Core.Values;

namespace NeuralOde.Cli.Bench;

/// <summary>What benchmarks are asked for; what is null here, each of them chooses for itself.</summary>
internal sealed record BenchRequest
{
    private const int ManySteps = 100_000;

    public int Threads { get; init; } = 1;

    public Precision? Precision { get; init; }

    /// <summary>The workers of a cluster.</summary>
    public int? Workers { get; init; }

    public double? RelativeTolerance { get; init; }

    public double? AbsoluteTolerance { get; init; }

    /// <summary>The number of examples.</summary>
    public int? Batch { get; init; }

    /// <summary>The lanes of a tile; 0 to let the solver choose.</summary>
    public int Lanes { get; init; }

    public Method Method { get; init; } = Methods.Dopri5;

    public Adjoint Adjoint { get; init; } = new Adjoint.Discrete();

    /// <summary>The warm runs of which the median is taken.</summary>
    public int Repeats { get; init; } = 5;

    public Seed Seed { get; init; } = new(1);

    /// <summary>A file of µ, one a line; empty to draw them.</summary>
    public string Mu { get; init; } = "";

    /// <summary>A safetensors file of weights and y0; empty to draw them.</summary>
    public string Weights { get; init; } = "";

    /// <summary>True to do the work once, cold, and to measure nothing: what is measured from outside.</summary>
    public bool Once { get; init; }

    /// <summary>The folder of a published program, for what is measured from outside; empty for the one that runs.</summary>
    public string Published { get; init; } = "";

    /// <summary>Whether modes are measured with real processes, and not in the simulator.</summary>
    public bool Processes { get; init; }

    /// <summary>Where growth and modes write their points; empty for nowhere.</summary>
    public string Csv { get; init; } = "";

    /// <summary>Where growth and modes draw their points, as SVG; empty for nowhere.</summary>
    public string Plot { get; init; } = "";

    /// <summary>How to solve, with a tolerance of the benchmark's where none is asked for.</summary>
    public SolveOptions Options(double tolerance) => new()
    {
        Method = Method,
        RelativeTolerance = RelativeTolerance ?? tolerance,
        AbsoluteTolerance = AbsoluteTolerance ?? tolerance,
        MaximumSteps = ManySteps,
        Lanes = Lanes,
    };
}
