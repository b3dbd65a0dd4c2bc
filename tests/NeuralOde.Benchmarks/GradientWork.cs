using NeuralOde.Core.Adjoints;
using NeuralOde.Core.Models;
using NeuralOde.Core.Solving;
using NeuralOde.Core.Values;

namespace NeuralOde.Benchmarks;

/// <summary>The gradient of ½Σ|y(1)|² of a net 2-50-2 over some examples, again and again.</summary>
public sealed class GradientWork
{
    private readonly AdjointSolveWorkspace<double> _workspace;
    private readonly double[] _parameters;
    private readonly double[] _y0;
    private readonly double[] _t0;
    private readonly double[] _t1;
    private readonly int[] _offsets;
    private readonly double[] _gradient;

    public GradientWork(int examples, SolveOptions options, Adjoint adjoint)
    {
        var field = TileMemory.Net(2, 50);
        _workspace = new(field, options, adjoint);
        _parameters = Model.Of(Stages.Block(field, options)).Start(new Seed(1), Precision.Double)
            .AsSpan<double>().ToArray();
        _y0 = [.. Enumerable.Range(0, 2 * examples).Select(i => 2 * new Seed(2).Uniform((ulong)i) - 1)];
        (_t0, _t1) = (new double[examples], [.. Enumerable.Repeat(1.0, examples)]);
        _offsets = [.. Enumerable.Range(0, examples + 1)];
        _gradient = new double[_parameters.Length];
    }

    public void Run()
    {
        var batch = new ProblemBatch<double>
        {
            Examples = _t0.Length,
            Y0 = _y0,
            T0 = _t0,
            T1 = _t1,
            TimeOffsets = _offsets,
            Times = _t1,
        };
        _workspace.Forward(batch, _parameters);
        _workspace.PullBack(_workspace.Solve.Values, _gradient);
    }
}
