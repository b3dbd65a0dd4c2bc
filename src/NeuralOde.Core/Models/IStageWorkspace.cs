using System.Numerics;

namespace NeuralOde.Core.Models;

/// <summary>Carries the rows of a micro-batch through one stage, and their cotangents back.</summary>
/// <typeparam name="T">The type of the numbers.</typeparam>
internal interface IStageWorkspace<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>What the stage gave; shape [rows, OutputFeatures].</summary>
    ReadOnlySpan<T> Output { get; }

    /// <summary>The cotangent of what it took, once pulled back; shape [rows, InputFeatures].</summary>
    ReadOnlySpan<T> InputCotangent { get; }

    /// <summary>Gives the output of an input.</summary>
    /// <param name="input">The rows; shape [rows, InputFeatures].</param>
    /// <param name="parameters">The stage's own parameters; shape [parameters].</param>
    /// <param name="examples">The micro-batch that the rows belong to.</param>
    void Forward(ReadOnlySpan<T> input, ReadOnlySpan<T> parameters, GatheredWorkspace<T> examples);

    /// <summary>Pulls a cotangent back through the last forward pass.</summary>
    /// <param name="input">The rows of that pass; shape [rows, InputFeatures].</param>
    /// <param name="outputCotangent">The cotangent of its output; shape [rows, OutputFeatures].</param>
    /// <param name="parametersCotangent">To which the sum over the rows is added; shape [parameters].</param>
    void PullBack(
        ReadOnlySpan<T> input, ReadOnlySpan<T> outputCotangent, Span<T> parametersCotangent);
}
