using System.Numerics;
using NeuralOde.Core.Values;
using NeuralOde.Runtime.Hosting;

namespace NeuralOde.Runtime.Experiments;

/// <summary>What a worker of an experiment has: its solvers, and the shards that they read.</summary>
/// <param name="Solver">Makes the solver of a thread.</param>
/// <param name="Put">Brings a shard into memory.</param>
public sealed record ExperimentWorker(Func<IUnitSolver> Solver, Action<int, ShardExamples<double>> Put)
{
    /// <summary>A worker that has no shard yet.</summary>
    public static ExperimentWorker Of(ExperimentOutline outline) =>
        outline.Precision == Precision.Single ? Of<float>(outline) : Of<double>(outline);

    private static ExperimentWorker Of<T>(ExperimentOutline outline)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var shards = new ExampleShards<T>();
        return new(
            () => new ExperimentSolver<T>(outline, shards), (number, shard) => shards.Put(number, shard.To<T>()));
    }
}
