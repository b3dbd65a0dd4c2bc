using System.Text.RegularExpressions;
using NeuralOde.Core.Values;

namespace NeuralOde.Core.Programs.Equations;

/// <summary>The kinds of words in an equation.</summary>
internal enum EquationTokenKind
{
    Number,
    Name,
    Symbol,
    End,
}

/// <summary>A word of an equation.</summary>
internal sealed record EquationToken(EquationTokenKind Kind, string Text, EquationPlace Place)
{
    /// <summary>What stands there, for a message.</summary>
    public string Found => Kind == EquationTokenKind.End ? "the end" : $"'{Text}'";

    public bool IsSymbol(string symbol) => Kind == EquationTokenKind.Symbol && Text == symbol;
}

/// <summary>Cuts an equation into words.</summary>
internal static partial class EquationLexer
{
    /// <summary>The words of an equation, and an end behind them.</summary>
    public static Result<ValueArray<EquationToken>, EquationError> Of(string text, int equation)
    {
        var matches = Words().Matches(text);
        var tokens = matches.Select(match => Token(match, equation))
            .Append(
                new EquationToken(EquationTokenKind.End, "", new EquationPlace(equation, text.Length + 1)));
        return matches.FirstOrDefault(match => match.Groups["strange"].Success) is { } strange
            ? new EquationError.Unexpected(
                new EquationPlace(equation, strange.Index + 1),
                $"'{strange.Value}'",
                "a name, a number or one of + - * / ^ ( ) , = ' < <= > >= == !=")
            : ValueArray.Of<EquationToken>([.. tokens]);
    }

    private static EquationToken Token(Match match, int equation) => new(
        match.Groups["number"].Success ? EquationTokenKind.Number
            : match.Groups["name"].Success ? EquationTokenKind.Name
            : EquationTokenKind.Symbol,
        match.Value,
        new EquationPlace(equation, match.Index + 1));

    [GeneratedRegex(
        """
        (?<number> ([0-9]+\.?[0-9]* | \.[0-9]+) ([eE][+-]?[0-9]+)? )
        | (?<name> [\p{L}_][\p{L}\p{Nd}_]* )
        | (?<symbol> <= | >= | == | != | [-+*/^(),='<>] )
        | (?<strange> \S )
        """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: -1)]
    private static partial Regex Words();
}
