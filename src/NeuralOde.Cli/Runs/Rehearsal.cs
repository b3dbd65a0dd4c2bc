using NeuralOde.Core.Adjoints;
using NeuralOde.Core.Data;
using NeuralOde.Core.Models;
using NeuralOde.Core.Programs;
using NeuralOde.Core.Training;
using NeuralOde.Core.Values;

namespace NeuralOde.Cli.Runs;

/// <summary>Takes a gradient of a small problem while a training begins.</summary>
/// <remarks>Half of the time until a first step goes into loading and compiling what trace, plan, solve and
/// pullback consist of. Another processor does that here, while the experiment is read, and server and workers
/// meet. No result depends on it.</remarks>
internal static class Rehearsal
{
    private const int Points = 3;

    /// <summary>Begins on another thread; nobody has to wait for it.</summary>
    public static void Begin() => _ = Task.Run(Gradient);

    // One trajectory of two features and a net of one hidden layer, as in the small built-in experiments.
    private static void Gradient()
    {
        var net = new Mlp([2, 50, 2], Activation.Tanh);
        var field = VectorField.Define(2, net.Layout, (t, y, p) => net.Apply(y * y * y, p));
        var model = Model.Of(
            new Stage.Ode(field, new(), new Adjoint.Discrete(), new SolveSpan.OfExample(), HandsOn.Observations));
        var examples = ExampleSets.Trajectory<double>([0, 0.5, 1], new double[2 * Points], [1, 0]);
        var start = model.Start(new(0), Precision.Double);
        _ = new MicroBatchWorkspace<double>(model, new Loss.SumOfSquares())
            .Gradient(examples, [0], start.AsSpan<double>(), new double[model.Layout.Total]);
    }
}
