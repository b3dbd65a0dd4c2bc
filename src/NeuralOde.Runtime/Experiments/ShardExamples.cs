using System.Numerics;
using NeuralOde.Actors.Running;
using NeuralOde.Core.Data;

namespace NeuralOde.Runtime.Experiments;

/// <summary>A shard: the examples of it that are trained on, and those that measure the progress.</summary>
/// <typeparam name="T">The type of features and targets.</typeparam>
/// <param name="Training">The examples that are trained on.</param>
/// <param name="Validation">The examples that measure the progress; it may be empty.</param>
public sealed record ShardExamples<T>(Examples<T> Training, Examples<T> Validation)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Cuts data as a plan says; shape [shards].</summary>
    /// <param name="data">The data.</param>
    /// <param name="plan">How many shards there are.</param>
    public static IReadOnlyList<ShardExamples<T>> Cut(PreparedData data, RunPlan plan)
    {
        var training = Sharding.Into(data.Training.To<T>(), plan.Batching.ShardSizes.Count);
        var validation = plan.Validation is Validation.Every every
            ? Sharding.Into(data.Validation.To<T>(), every.Batching.ShardSizes.Count)
            : [];
        var none = data.Validation.Slice(0, 0).To<T>();
        return
        [
            .. Enumerable.Range(0, Math.Max(training.Count, validation.Count)).Select(shard => new ShardExamples<T>(
                shard < training.Count ? training[shard] : none,
                shard < validation.Count ? validation[shard] : none)),
        ];
    }

    /// <summary>The same examples in another number type.</summary>
    public ShardExamples<TOther> To<TOther>()
        where TOther : unmanaged, IBinaryFloatingPointIeee754<TOther> =>
        new(Training.To<TOther>(), Validation.To<TOther>());
}
