using System.Numerics;
using System.Runtime.InteropServices;
using NeuralOde.Core.Adjoints;
using NeuralOde.Core.Data;
using NeuralOde.Core.Data.Generators;
using NeuralOde.Core.Models;
using NeuralOde.Core.Programs;
using NeuralOde.Core.Solving;
using NeuralOde.Core.Training;
using NeuralOde.Core.Training.Optimisers;
using NeuralOde.Core.Values;

namespace NeuralOde.Cli.Bench;

/// <summary>Learns u' = u³A from 30 points of one trajectory on t from 0 to 1.5, with a net 2-50-2 on u³.</summary>
internal sealed class SpiralTraining<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public const int Steps = 500;
    private const int Points = 30;
    private const double T1 = 1.5, Rate = 0.05;

    private static readonly Loss SquaredLoss = new Loss.SumOfSquares();
    private static readonly TrainingRule Rule = new(new Optimiser.Adam(), new Schedule.Constant(Rate));

    private readonly Examples<T> _examples;
    private readonly FlatVector _start;
    private readonly MicroBatchWorkspace<T> _workspace;
    private readonly T[] _gradient;

    /// <summary>The net on u³.</summary>
    public static VectorField Field { get; } = FieldOf(new([2, 50, 2], Activation.Tanh));

    public SpiralTraining(SolveOptions options, Adjoint adjoint, Seed seed)
    {
        _examples = Trajectories.Of(
            Core.Data.Generators.Spiral.Field,
            Core.Data.Generators.Spiral.Start,
            new TrajectoryPlan(Examples: 1, Points, T1, Noise: 0),
            seed).To<T>();
        var model = Model.Of(new Stage.Ode(Field, options, adjoint, new SolveSpan.OfExample(), HandsOn.Observations));
        _start = model.Start(seed, Precisions.Of<T>());
        _workspace = new(model, SquaredLoss);
        _gradient = new T[model.Layout.Total];
    }

    /// <summary>What the last run did, in all its steps.</summary>
    public SpiralWork Work { get; private set; }

    /// <summary>The loss behind the last step.</summary>
    public double Loss { get; private set; }

    /// <summary>The bytes that the steps of the last run allocated.</summary>
    public long Bytes { get; private set; }

    /// <summary>Those that solve, loss and adjoint allocated; the others are the optimiser's.</summary>
    public long BytesInGradient { get; private set; }

    /// <summary>Trains from the start.</summary>
    public void Run()
    {
        var training = new TrainingWorkspace<T>(Rule, TrainingState.Start(_start, Rule));
        var before = GC.GetAllocatedBytesForCurrentThread();
        (Work, BytesInGradient) = (default, 0);
        for (var step = 0; step < Steps; step++) Step(training);
        Bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        Loss = _workspace.Evaluate(_examples, [0], training.Parameters).Loss;
    }

    private void Step(TrainingWorkspace<T> training)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var statistics = _workspace.Gradient(_examples, [0], training.Parameters, _gradient);
        BytesInGradient += GC.GetAllocatedBytesForCurrentThread() - before;
        Work = Work.With(statistics);
        _ = training.Take(_gradient, statistics.Examples);
    }

    private static VectorField FieldOf(Mlp net) =>
        VectorField.Define(2, net.Layout, (t, u, p) => net.Apply(u * u * u, p));
}

/// <summary>The work of a training.</summary>
/// <param name="Steps">The steps of forward solves, rejected ones included.</param>
/// <param name="NfeForward">The evaluations of the field in forward solves.</param>
/// <param name="NfeBackward">Those on the way back.</param>
/// <param name="Nvjp">The pullbacks on the way back.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SpiralWork(long Steps, long NfeForward, long NfeBackward, long Nvjp)
{
    /// <summary>This work and that of one more step of training.</summary>
    public SpiralWork With(MicroBatchStatistics statistics) => new(
        Steps + statistics.Accepted + statistics.Rejected,
        NfeForward + statistics.NfeForward,
        NfeBackward + statistics.NfeBackward,
        Nvjp + statistics.Nvjp);
}
