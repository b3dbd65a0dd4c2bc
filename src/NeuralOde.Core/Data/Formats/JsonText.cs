using System.Globalization;
using System.Text;

namespace NeuralOde.Core.Data.Formats;

/// <summary>Reads JSON that a stranger wrote, without exceptions.</summary>
/// <remarks>
/// Source: RFC 8259. <see cref="System.Text.Json"/> throws on what is not JSON, which pure code cannot catch.
/// </remarks>
internal static class JsonText
{
    private const int DeepestNesting = 16;

    /// <summary>Reads a whole text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="at">Where the text stops making sense, when it does.</param>
    /// <param name="value">What it says.</param>
    /// <returns>Whether it is JSON and nothing else.</returns>
    public static bool TryRead(string text, out int at, out JsonValue value)
    {
        at = 0;
        if (!TryValue(text, ref at, DeepestNesting, out value)) return false;
        Skip(text, ref at);
        return at == text.Length;
    }

    private static bool TryValue(string text, ref int at, int depth, out JsonValue value)
    {
        value = new JsonValue.Word("null");
        Skip(text, ref at);
        if (depth == 0 || at == text.Length) return false;
        switch (text[at])
        {
            case '{': return TryMembers(text, ref at, depth - 1, ref value);
            case '[': return TryItems(text, ref at, depth - 1, ref value);
            case '"':
                if (!TryText(text, ref at, out var content)) return false;
                value = new JsonValue.Text(content);
                return true;
            default:
                return TryWord(text, ref at, ref value);
        }
    }

    private static bool TryMembers(string text, ref int at, int depth, ref JsonValue value)
    {
        var members = new List<JsonMember>();
        at++;
        if (!Accept(text, ref at, '}'))
        {
            do
            {
                Skip(text, ref at);
                if (!TryText(text, ref at, out var name)) return false;
                if (!Accept(text, ref at, ':') || !TryValue(text, ref at, depth, out var member))
                {
                    return false;
                }
                members.Add(new(name, member));
            }
            while (Accept(text, ref at, ','));
            if (!Accept(text, ref at, '}')) return false;
        }

        value = new JsonValue.Members([.. members]);
        return true;
    }

    private static bool TryItems(string text, ref int at, int depth, ref JsonValue value)
    {
        var items = new List<JsonValue>();
        at++;
        if (!Accept(text, ref at, ']'))
        {
            do
            {
                if (!TryValue(text, ref at, depth, out var item)) return false;
                items.Add(item);
            }
            while (Accept(text, ref at, ','));
            if (!Accept(text, ref at, ']')) return false;
        }

        value = new JsonValue.Items([.. items]);
        return true;
    }

    private static bool TryWord(string text, ref int at, ref JsonValue value)
    {
        var start = at;
        while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] is '+' or '-' or '.'))
        {
            at++;
        }
        value = new JsonValue.Word(text[start..at]);
        return at > start;
    }

    private static bool TryText(string text, ref int at, out string content)
    {
        content = "";
        if (at == text.Length || text[at] != '"') return false;
        var builder = new StringBuilder();
        for (at++; at < text.Length && text[at] >= ' '; at++)
        {
            if (text[at] == '"')
            {
                at++;
                content = builder.ToString();
                return true;
            }

            if (text[at] != '\\') _ = builder.Append(text[at]);
            else if (!TryEscape(text, ref at, builder)) return false;
        }

        return false;
    }

    private static bool TryEscape(string text, ref int at, StringBuilder builder)
    {
        if (++at == text.Length) return false;
        if (text[at] == 'u')
        {
            if (text.Length - at < 5 || !ushort.TryParse(text.AsSpan(at + 1, 4), NumberStyles.AllowHexSpecifier,
                CultureInfo.InvariantCulture, out var code))
            {
                return false;
            }

            at += 4;
            _ = builder.Append((char)code);
            return true;
        }

        var index = "\"\\/bfnrt".IndexOf(text[at]);
        if (index < 0) return false;
        _ = builder.Append("\"\\/\b\f\n\r\t"[index]);
        return true;
    }

    private static bool Accept(string text, ref int at, char expected)
    {
        Skip(text, ref at);
        if (at == text.Length || text[at] != expected) return false;
        at++;
        return true;
    }

    private static void Skip(string text, ref int at)
    {
        while (at < text.Length && text[at] is ' ' or '\t' or '\r' or '\n') at++;
    }
}
