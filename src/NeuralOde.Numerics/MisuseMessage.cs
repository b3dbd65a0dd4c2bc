using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace NeuralOde.Numerics;

/// <summary>A message that costs nothing as long as nothing is wrong.</summary>
[InterpolatedStringHandler]
public readonly ref struct MisuseMessage
{
    private readonly StringBuilder? _text;

    /// <summary>Begins a message, if one is needed.</summary>
    public MisuseMessage(int literalLength, int formattedCount, bool holds, out bool isNeeded)
    {
        isNeeded = !holds;
        _text = holds ? null : new(literalLength + formattedCount);
    }

    /// <summary>Appends text.</summary>
    public void AppendLiteral(string value) => _text?.Append(value);

    /// <summary>Appends a value.</summary>
    public void AppendFormatted<T>(T value) =>
        _text?.AppendFormat(CultureInfo.InvariantCulture, "{0}", value);

    /// <summary>The message.</summary>
    public override string ToString() => _text?.ToString() ?? "";
}
