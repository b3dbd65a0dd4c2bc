namespace NeuralOde.Runtime.Experiments;

/// <summary>
/// Where a value was written: a file with line and column, or an option of the command line.
/// </summary>
/// <param name="Source">The file as the user named it, or the option with its text.</param>
/// <param name="Line">The line from 1; 0 outside of files.</param>
/// <param name="Column">The column from 1 in bytes; 0 outside of files.</param>
public sealed record TextPlace(string Source, int Line, int Column)
{
    /// <summary>The place of an option of the command line.</summary>
    public static TextPlace Option(string text) => new(text, 0, 0);

    /// <inheritdoc/>
    public override string ToString() => Line == 0 ? Source : $"{Source}:{Line}:{Column}";
}
