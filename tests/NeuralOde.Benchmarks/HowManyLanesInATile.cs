using BenchmarkDotNet.Attributes;
using NeuralOde.Core.Programs;

namespace NeuralOde.Benchmarks;

/// <summary>How many lanes must a tile have, until an evaluation and a pullback of a wide net cost no less by the lane?</summary>
[MemoryDiagnoser]
public class HowManyLanesInATile
{
    private TileMemory _evaluation = null!;
    private TileMemory _pullback = null!;

    [Params(16, 32, 48, 64, 128)]
    public int Lanes { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        var program = TileMemory.Net(64, 128).Program;
        _evaluation = new(program, Lanes);
        _pullback = new(Pullback.Of(program, 1, 2), Lanes);
    }

    [Benchmark]
    public void Evaluation() => _evaluation.Run();

    [Benchmark]
    public void PullbackToStateAndParameters() => _pullback.Run();
}
