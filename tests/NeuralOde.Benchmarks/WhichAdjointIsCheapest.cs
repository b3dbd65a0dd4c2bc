using BenchmarkDotNet.Attributes;
using NeuralOde.Core.Adjoints;
using NeuralOde.Core.Solving;
using NeuralOde.Core.Values;

namespace NeuralOde.Benchmarks;

/// <summary>What does a gradient cost by each adjoint, and what is allocated once it is warm?</summary>
[MemoryDiagnoser]
public class WhichAdjointIsCheapest
{
    private GradientWork _work = null!;

    [Params("discrete", "checkpointed", "backsolve")]
    public string Adjoint { get; set; } = "";

    [GlobalSetup]
    public void Prepare() => _work = new(64, new SolveOptions { Method = Methods.Dopri5 }, Adjoint switch
    {
        "discrete" => new Adjoint.Discrete(),
        "checkpointed" => new Adjoint.Checkpointed(8),
        "backsolve" => new Adjoint.Backsolve(),
        _ => throw Unreachable.Case(Adjoint),
    });

    [Benchmark]
    public void Gradient() => _work.Run();
}
