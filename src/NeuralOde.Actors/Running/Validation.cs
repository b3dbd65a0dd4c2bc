using NeuralOde.Core.Training;

namespace NeuralOde.Actors.Running;

/// <summary>Whether and when the loss of examples that are not trained on is looked at.</summary>
public abstract record Validation
{
    private Validation() { }

    /// <summary>Never: the newest parameters are the best ones.</summary>
    public sealed record Never : Validation;

    /// <summary>After every so many versions.</summary>
    /// <param name="Batching">How the validation examples are cut; all of them are one minibatch.</param>
    /// <param name="Versions">The versions between two validations; at least 1.</param>
    /// <param name="Patience">Training ends after so many validations in a row without gain; 0 never ends
    /// it.</param>
    public sealed record Every(Batching Batching, long Versions, int Patience) : Validation;
}
