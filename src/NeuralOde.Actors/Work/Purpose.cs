namespace NeuralOde.Actors.Work;

/// <summary>What a work unit is solved for.</summary>
public enum Purpose
{
    /// <summary>The gradient of a minibatch of the training examples.</summary>
    Gradient,

    /// <summary>The loss of the validation examples.</summary>
    Validation,
}
