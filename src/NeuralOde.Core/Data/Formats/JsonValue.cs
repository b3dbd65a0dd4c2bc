using NeuralOde.Core.Values;

namespace NeuralOde.Core.Data.Formats;

/// <summary>A value of JSON, as the headers of files hold it.</summary>
internal abstract record JsonValue
{
    private JsonValue() { }

    /// <summary>A text.</summary>
    public sealed record Text(string Value) : JsonValue;

    /// <summary>A number or one of the words true, false and null, as written.</summary>
    public sealed record Word(string Value) : JsonValue;

    /// <summary>An array.</summary>
    public sealed record Items(ValueArray<JsonValue> Values) : JsonValue;

    /// <summary>An object; its members in the order of the file.</summary>
    public sealed record Members(ValueArray<JsonMember> Values) : JsonValue;
}

/// <summary>A member of an object of JSON.</summary>
internal sealed record JsonMember(string Name, JsonValue Value);
