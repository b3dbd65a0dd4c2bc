using System.Text.Json;
using NeuralOde.Core.Values;

namespace NeuralOde.Runtime.Experiments;

/// <summary>A JSON value that knows where it was written.</summary>
/// <param name="Place">Where it was written.</param>
public abstract record JsonPiece(TextPlace Place)
{
    /// <summary>An object; its fields in the order of the file.</summary>
    public sealed record Fields(TextPlace Place, IReadOnlyList<JsonField> Entries) : JsonPiece(Place);

    /// <summary>An array.</summary>
    public sealed record Items(TextPlace Place, IReadOnlyList<JsonPiece> Entries) : JsonPiece(Place);

    /// <summary>A string.</summary>
    public sealed record Text(TextPlace Place, string Value) : JsonPiece(Place);

    /// <summary>A number, with the digits as written.</summary>
    public sealed record Number(TextPlace Place, string Digits) : JsonPiece(Place);

    /// <summary>True or false.</summary>
    public sealed record Truth(TextPlace Place, bool Value) : JsonPiece(Place);

    /// <summary>null.</summary>
    public sealed record Nothing(TextPlace Place) : JsonPiece(Place);

    /// <summary>What stands there, for a message.</summary>
    public string Found => this switch
    {
        Fields => "an object",
        Items => "an array",
        Text(_, var value) => $"the text \"{value}\"",
        Number(_, var digits) => digits,
        Truth(_, var value) => value ? "true" : "false",
        Nothing => "null",
        _ => throw Unreachable.Case(this),
    };

    /// <summary>Reads a text as JSON; comments and trailing commas are allowed.</summary>
    /// <param name="source">The name of the file, for places.</param>
    /// <param name="text">The text in UTF-8.</param>
    public static Result<JsonPiece, ExperimentError> Read(string source, ReadOnlySpan<byte> text)
    {
        var places = new LineCount(source, text);
        var reader = new Utf8JsonReader(text.StartsWith(ByteOrderMark) ? text[3..] : text, Lenient);
        try
        {
            _ = reader.Read();
            var piece = JsonPieces.Value(ref reader, places);
            _ = reader.Read();
            return piece;
        }
        catch (JsonException error)
        {
            var (line, column) = ((int)(error.LineNumber ?? 0), (int)(error.BytePositionInLine ?? 0));
            return new ExperimentError(new(source, line + 1, column + 1), "", $"this is not JSON: {FirstSentence(error.Message)}",
                "Look for a missing comma, quote or bracket near this place.");
        }
    }

    private static readonly JsonReaderOptions Lenient = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    private static string FirstSentence(string message) =>
        message.IndexOf(" LineNumber:", StringComparison.Ordinal) is > 0 and var end ? message[..end] : message;
}

/// <summary>A field of a JSON object.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Place">Where the name was written.</param>
/// <param name="Value">Its value.</param>
public sealed record JsonField(string Name, TextPlace Place, JsonPiece Value);
