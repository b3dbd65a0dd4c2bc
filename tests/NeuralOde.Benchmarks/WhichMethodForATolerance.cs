using BenchmarkDotNet.Attributes;
using NeuralOde.Core.Adjoints;
using NeuralOde.Core.Solving;

namespace NeuralOde.Benchmarks;

/// <summary>Which adaptive method needs the least time for a gradient, at a loose and at a tight tolerance?</summary>
[MemoryDiagnoser]
public class WhichMethodForATolerance
{
    private GradientWork _work = null!;

    [Params("Bosh3", "Dopri5", "Tsit5")]
    public string Method { get; set; } = "";

    [Params(1e-3, 1e-8)]
    public double Tolerance { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        var method = Methods.All.Single(method => method.Name == Method);
        _work = new(
            64,
            new SolveOptions { Method = method, RelativeTolerance = Tolerance, AbsoluteTolerance = Tolerance },
            new Adjoint.Discrete());
    }

    [Benchmark]
    public void Gradient() => _work.Run();
}
