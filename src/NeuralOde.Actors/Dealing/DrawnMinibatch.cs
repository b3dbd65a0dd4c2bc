using NeuralOde.Core.Training;
using NeuralOde.Core.Values;

namespace NeuralOde.Actors.Dealing;

/// <summary>A minibatch with its examples, which take a while to find.</summary>
/// <param name="Minibatch">The minibatch.</param>
/// <param name="Examples">Its examples; shape [places][examples].</param>
public sealed record DrawnMinibatch(Minibatch Minibatch, ValueArray<ValueArray<int>> Examples)
{
    /// <summary>Finds the examples of a minibatch.</summary>
    public static DrawnMinibatch Of(Minibatch minibatch) => new(minibatch, minibatch.Examples());
}
