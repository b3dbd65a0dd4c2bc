using System.Numerics;
using NeuralOde.Core.Data;
using NeuralOde.Core.Models;
using NeuralOde.Core.Training;
using NeuralOde.Core.Values;
using NeuralOde.Runtime.Hosting;

namespace NeuralOde.Runtime.Experiments;

/// <summary>Predicts on several threads: the same bits for any number of them.</summary>
internal static class ParallelPrediction
{
    /// <summary>What the model predicts; see <see cref="Prediction{T}.Of"/>.</summary>
    /// <param name="model">The model.</param>
    /// <param name="parameters">θ; shape [parameters].</param>
    /// <param name="examples">The examples.</param>
    /// <param name="threads">The most micro-batches that are predicted at the same time.</param>
    public static Prediction<T> Of<T>(Model model, FlatVector parameters, Examples<T> examples, int threads)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Prediction<T>.Joined(model.OutputFeatures, Threads.Map(
            Prediction<T>.PartsOf(examples.Count),
            threads,
            () => new PredictionWorkspace<T>(model),
            (workspace, part) => workspace.Predict(examples, part, parameters)));
}
