namespace NeuralOde.Actors.Mail;

/// <summary>A range of the coordinates of the parameters.</summary>
/// <param name="Start">The first coordinate.</param>
/// <param name="Count">The number of coordinates.</param>
public readonly record struct KeyRange(int Start, int Count)
{
    /// <summary>All coordinates of a vector.</summary>
    public static KeyRange All(int length) => new(0, length);
}
