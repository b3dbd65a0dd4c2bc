using System.Text;
using System.Text.Json;

namespace NeuralOde.Runtime.Experiments;

/// <summary>Turns the tokens of a JSON text into pieces.</summary>
internal static class JsonPieces
{
    /// <summary>The value that begins at the reader's token; the reader is left on its last token.</summary>
    public static JsonPiece Value(ref Utf8JsonReader reader, LineCount lines)
    {
        var place = lines.At((int)reader.TokenStartIndex);
        return reader.TokenType switch
        {
            JsonTokenType.StartObject => new JsonPiece.Fields(place, Fields(ref reader, lines)),
            JsonTokenType.StartArray => new JsonPiece.Items(place, Items(ref reader, lines)),
            JsonTokenType.String => new JsonPiece.Text(place, reader.GetString()!),
            JsonTokenType.Number => new JsonPiece.Number(place, Encoding.UTF8.GetString(reader.ValueSpan)),
            JsonTokenType.True => new JsonPiece.Truth(place, true),
            JsonTokenType.False => new JsonPiece.Truth(place, false),
            _ => new JsonPiece.Nothing(place),
        };
    }

    private static List<JsonField> Fields(ref Utf8JsonReader reader, LineCount lines)
    {
        var fields = new List<JsonField>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var place = lines.At((int)reader.TokenStartIndex);
            var name = reader.GetString()!;
            _ = reader.Read();
            fields.Add(new(name, place, Value(ref reader, lines)));
        }

        return fields;
    }

    private static List<JsonPiece> Items(ref Utf8JsonReader reader, LineCount lines)
    {
        var items = new List<JsonPiece>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) items.Add(Value(ref reader, lines));
        return items;
    }
}

/// <summary>Turns positions of a text into lines and columns.</summary>
internal sealed class LineCount
{
    private readonly string _source;
    private readonly List<int> _starts = [0];

    public LineCount(string source, ReadOnlySpan<byte> text)
    {
        _source = source;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == (byte)'\n') _starts.Add(i + 1);
        }
    }

    /// <summary>The place of the byte at a position.</summary>
    public TextPlace At(int position)
    {
        var found = _starts.BinarySearch(position);
        var line = found >= 0 ? found : ~found - 1;
        return new(_source, line + 1, position - _starts[line] + 1);
    }
}
