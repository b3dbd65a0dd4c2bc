using System.Numerics.Tensors;
using BenchmarkDotNet.Attributes;
using NeuralOde.Core.Values;
using NeuralOde.Numerics;

namespace NeuralOde.Benchmarks;

/// <summary>Is a tanh with the same bits at every width and length slower than that of System.Numerics.Tensors?</summary>
[MemoryDiagnoser]
public class TanhVersusTensorPrimitives
{
    private float[] _x = [];
    private float[] _y = [];

    [Params(64, 4096)]
    public int Numbers { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        (_x, _y) = (new float[Numbers], new float[Numbers]);
        TileMemory.Uniform(_x, new Seed(1));
    }

    [Benchmark(Baseline = true)]
    public void TensorPrimitivesTanh() => TensorPrimitives.Tanh<float>(_x, _y);

    [Benchmark]
    public void ElementwiseTanh() => Elementwise.Tanh<float>(_x, _y);
}
