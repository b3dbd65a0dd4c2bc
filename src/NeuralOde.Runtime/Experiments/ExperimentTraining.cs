using NeuralOde.Actors.Reporting;
using NeuralOde.Actors.Running;
using NeuralOde.Core.Values;
using NeuralOde.Runtime.Hosting;

namespace NeuralOde.Runtime.Experiments;

/// <summary>Trains an experiment in this process.</summary>
/// <param name="Setup">The experiment with its data.</param>
/// <param name="Start">How the run starts where there is no checkpoint.</param>
/// <param name="Checkpoints">Where checkpoints are kept.</param>
/// <param name="Threads">The solves at the same time; at least 1. It changes no bit of the result.</param>
public sealed record ExperimentTraining(ExperimentSetup Setup, Progress Start, ICheckpoints Checkpoints, int Threads)
{
    /// <summary>Trains to the end, or until it is cancelled.</summary>
    /// <param name="log">Is told what happens, in order, by one thread at a time; it should be quick.</param>
    /// <param name="cancellation">Ends the training after a checkpoint at the last complete version.</param>
    public Task<TrainingResult> RunAsync(IProgress<TrainingEvent> log, CancellationToken cancellation) =>
        LocalTraining.RunAsync(
            new(
                new ServedRun
                {
                    Plan = Setup.Plan,
                    Start = Start,
                    Checkpoints = Checkpoints,
                    Due = Setup.Outline.Due,
                },
                Solver(),
                Threads),
            log,
            cancellation);

    private Func<IUnitSolver> Solver() => Setup.Precision == Precision.Single ? Solver<float>() : Solver<double>();

    private Func<IUnitSolver> Solver<T>()
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        var shards = ExampleShards<T>.Of(Setup);
        return () => new ExperimentSolver<T>(Setup.Outline, shards);
    }
}
