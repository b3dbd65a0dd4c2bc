using NeuralOde.Core.Data;

namespace NeuralOde.Core.Training;

/// <content>
/// The whole way from examples to a gradient. What is trained at all is made of this: workers do it for their
/// leaves of the sum tree, the parameter server divides what comes together at the root, and an optimiser
/// takes the step.
/// </content>
public sealed partial class MicroBatchWorkspace<T>
{
    /// <summary>Sums ∂L/∂θ over the examples of a micro-batch.</summary>
    /// <param name="examples">The examples of a shard.</param>
    /// <param name="indices">Which of them make the micro-batch, in order; shape [micro-batch].</param>
    /// <param name="parameters">θ; shape [parameters].</param>
    /// <param name="gradient">Receives the sum over the examples that count; shape [parameters].</param>
    /// <returns>What was counted on the way; <see cref="Records"/> tells of each example.</returns>
    /// <exception cref="ArgumentException">Examples, parameters and model do not fit together.</exception>
    /// <remarks>
    /// The result is a function of the parameters and the examples in their order alone, to the last bit. An
    /// example that fails is left out, as if the micro-batch had been dealt without it.
    /// </remarks>
    public MicroBatchStatistics Gradient(
        Examples<T> examples, ReadOnlySpan<int> indices, ReadOnlySpan<T> parameters, Span<T> gradient)
    {
        Begin(indices);
        do
        {
            _examples.Gather(examples, Remaining);
            _model.Forward(_examples, parameters);
            _loss.Forward(_model.Prediction, _examples, _model.Records);
        }
        while (ExcludeFailed());

        var cotangent = _loss.Cotangent(_model.Prediction, _examples);
        gradient.Clear();
        _model.PullBack(_examples, cotangent, gradient);
        return CountUnlessNotFinite(gradient);
    }

    /// <summary>Measures the loss of the examples of a micro-batch, without a gradient.</summary>
    /// <param name="examples">The examples of a shard.</param>
    /// <param name="indices">Which of them make the micro-batch, in order; shape [micro-batch].</param>
    /// <param name="parameters">θ; shape [parameters].</param>
    /// <returns>What was counted on the way; <see cref="Records"/> tells of each example.</returns>
    /// <exception cref="ArgumentException">Examples, parameters and model do not fit together.</exception>
    public MicroBatchStatistics Evaluate(
        Examples<T> examples, ReadOnlySpan<int> indices, ReadOnlySpan<T> parameters)
    {
        Begin(indices);
        _examples.Gather(examples, Remaining);
        _model.Forward(_examples, parameters);
        _loss.Forward(_model.Prediction, _examples, _model.Records);
        _ = ExcludeFailed();
        return MicroBatchStatistics.Of(Records);
    }
}
