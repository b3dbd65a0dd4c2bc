using NeuralOde.Core.Values;

namespace NeuralOde.Actors.Wire;

/// <summary>Why bytes are no letter.</summary>
public abstract record WireError
{
    private WireError() { }

    /// <summary>They do not begin as a letter does.</summary>
    public sealed record NotALetter : WireError;

    /// <summary>They are of another version of the format.</summary>
    /// <param name="Theirs">The sender's version.</param>
    /// <param name="Ours">This program's version.</param>
    public sealed record OtherVersion(int Theirs, int Ours) : WireError;

    /// <summary>They are a letter that this version does not know.</summary>
    /// <param name="Tag">Its tag.</param>
    /// <param name="Ours">This program's version.</param>
    public sealed record UnknownTag(int Tag, int Ours) : WireError;

    /// <summary>They are longer than any letter may be.</summary>
    public sealed record TooLong(long Bytes, long Limit) : WireError;

    /// <summary>They end too early, or say what cannot be.</summary>
    /// <param name="Position">The byte at which it was noticed.</param>
    public sealed record Malformed(int Position) : WireError;

    /// <summary>Their sum of check does not agree: they were changed on the way.</summary>
    public sealed record Corrupted : WireError;

    /// <inheritdoc/>
    public sealed override string ToString() => this switch
    {
        NotALetter => "The bytes are no letter of neuralode.",
        OtherVersion(var theirs, var ours) =>
            $"The letter is of wire version {theirs}, this program of version {ours}: run the same build on all nodes.",
        UnknownTag(var tag, var ours) =>
            $"The letter has the tag {tag}, which wire version {ours} does not know: run the same build on all nodes.",
        TooLong(var bytes, var limit) => $"The letter has {bytes} bytes, and the limit is {limit}.",
        Malformed(var position) => $"The letter is malformed at byte {position}.",
        Corrupted => "The letter was changed on its way: its check sum does not agree.",
        _ => throw Unreachable.Case(this),
    };
}
