namespace NeuralOde.Actors;

/// <summary>Which run a message belongs to.</summary>
/// <param name="Name">Letters, digits and dashes; at most 64 characters.</param>
public readonly record struct RunId(string Name)
{
    /// <inheritdoc/>
    public override string ToString() => Name;
}
