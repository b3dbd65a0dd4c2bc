using System.Globalization;
using NeuralOde.Core.Values;

namespace NeuralOde.Core.Programs;

/// <summary>Why a stored program cannot be read.</summary>
public abstract record ProgramError
{
    private ProgramError() { }

    /// <summary>It was written in a format of another version.</summary>
    public sealed record WrongVersion(string Found, int Known) : ProgramError;

    /// <summary>A field is missing or of another kind.</summary>
    public sealed record WrongField(string Path, string Expected) : ProgramError;

    /// <summary>An operation has no such name.</summary>
    public sealed record UnknownOperation(int Node, string Name) : ProgramError;

    /// <summary>A node, input or output refers to something that does not stand before it.</summary>
    public sealed record WrongReference(string Path, int Index) : ProgramError;

    /// <summary>The sizes of the arguments do not suit the operation.</summary>
    public sealed record WrongShape(int Node, string Reason) : ProgramError;

    /// <summary>The error in words: what, where, and the mend.</summary>
    public string Describe() => this switch
    {
        WrongVersion(var found, var known) => Text(
            $"The program has format {found}, but this version reads format {known}. ")
            + "Write it again with this version, or read it with the one that wrote it.",
        WrongField(var path, var expected) =>
            $"The program's field {path} should be {expected}. The file is damaged.",
        UnknownOperation(var node, var name) => Text(
            $"Node {node} of the program is '{name}', which this version does not know. Use a newer version."),
        WrongReference(var path, var index) => Text(
            $"The program's field {path} refers to {index}, which does not stand before it. The file is damaged."),
        WrongShape(var node, var reason) =>
            Text($"Node {node} of the program: {reason}. The file is damaged."),
        _ => throw Unreachable.Case(this),
    };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
