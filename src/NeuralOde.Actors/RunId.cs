namespace NeuralOde.Actors;

/// <summary>Which run a message belongs to.</summary>
/// <param name="Name">Letters, digits and dashes; at most 64 characters.</param>
public readonly record struct RunId(string Name)
{
    private const int Longest = 64;

    /// <summary>Whether the name is of letters, digits and dashes, so that it can be part of other
    /// names.</summary>
    public bool IsValid => Name is { Length: > 0 and <= Longest }
        && Name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-');

    /// <summary>The run whose name is a text in which what may not stand in names is a dash.</summary>
    public static RunId Of(string text) => new(new string(
        [.. text.Take(Longest).Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-')]));

    /// <inheritdoc/>
    public override string ToString() => Name;
}
