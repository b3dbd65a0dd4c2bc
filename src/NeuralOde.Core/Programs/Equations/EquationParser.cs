using System.Collections.Immutable;
using System.Globalization;
using NeuralOde.Core.Values;

namespace NeuralOde.Core.Programs.Equations;

/// <summary>
/// Reads the words of one equation by recursive descent; a part is read from a
/// word on and says where it ends.
/// </summary>
/// <remarks>
/// <code>
/// line       = name ( "'" | "(" name { "," name } ")" | ) "=" comparison
/// comparison = sum [ ( "&lt;" | "&lt;=" | "&gt;" | "&gt;=" | "==" | "!=" ) sum ]
/// sum        = product { ( "+" | "-" ) product }
/// product    = signed { ( "*" | "/" ) signed }
/// signed     = [ "-" | "+" ] signed | power
/// power      = primary [ "^" signed ]
/// primary    = number | name [ "(" comparison { "," comparison } ")" ] | "(" comparison ")"
/// </code>
/// </remarks>
internal sealed class EquationParser(ValueArray<EquationToken> tokens)
{
    private const int DeepestNesting = 200;

    private static readonly string[] Comparisons = ["<", "<=", ">", ">=", "==", "!="];
    private static readonly string[] Sums = ["+", "-"];
    private static readonly string[] Products = ["*", "/"];

    /// <summary>The line that a text says.</summary>
    /// <param name="text">One equation.</param>
    /// <param name="equation">Its number, from 1.</param>
    public static Result<EquationLine, EquationError> Read(string text, int equation) =>
        EquationLexer.Of(text, equation).Bind(tokens => new EquationParser(tokens).Line());

    private Result<EquationLine, EquationError> Line() =>
        from name in Name(0)
        from head in Head(name)
        from sign in Symbol("=", head.Next)
        from value in Comparison(new(sign.Next, 0))
        from end in End(value.Next)
        select head.Value(value.Value);

    /// <summary>What stands between the name and the equals sign says which kind of line it is.</summary>
    private Result<Parsed<Func<EquationTerm, EquationLine>>, EquationError> Head(Parsed<EquationToken> name)
    {
        var (text, place) = (name.Value.Text, name.Value.Place);
        if (Is("'", name.Next))
        {
            return new Parsed<Func<EquationTerm, EquationLine>>(
                value => new EquationLine.Derivative(text, value, place), name.Next + 1);
        }

        return Is("(", name.Next)
            ? from arguments in List(new(name.Next + 1, 0), at => Name(at.Token))
              select new Parsed<Func<EquationTerm, EquationLine>>(
                  value => new EquationLine.Function(
                      text, [.. arguments.Value.Select(argument => argument.Text)], value, place),
                  arguments.Next)
            : new Parsed<Func<EquationTerm, EquationLine>>(
                value => new EquationLine.Definition(text, value, place), name.Next);
    }

    private Result<Parsed<EquationTerm>, EquationError> Comparison(Position at) =>
        at.Depth > DeepestNesting
            ? Unexpected(at.Token, $"at most {DeepestNesting} brackets inside one another")
            : from left in Sum(at)
              from chain in Comparisons.Any(symbol => Is(symbol, left.Next))
                  ? from right in Sum(at with { Token = left.Next + 1 })
                    select Chained(left.Value, [new(Text(left.Next), right.Value)], right.Next)
                  : left
              select chain;

    private Result<Parsed<EquationTerm>, EquationError> Sum(Position at) => Chain(at, Sums, Product);

    private Result<Parsed<EquationTerm>, EquationError> Product(Position at) => Chain(at, Products, Signed);

    /// <summary>
    /// Operands with operators of one rank between them, in a loop because a sum may be long.
    /// </summary>
    private Result<Parsed<EquationTerm>, EquationError> Chain(
        Position at, string[] operators, Func<Position, Result<Parsed<EquationTerm>, EquationError>> operand)
    {
        var first = operand(at);
        if (first is not Result<Parsed<EquationTerm>, EquationError>.Ok(var (start, next))) return first;

        var links = new List<EquationLink>();
        while (operators.Any(symbol => Is(symbol, next)))
        {
            var right = operand(at with { Token = next + 1 });
            if (right is not Result<Parsed<EquationTerm>, EquationError>.Ok(var (value, end))) return right;
            links.Add(new EquationLink(Text(next), value));
            next = end;
        }

        return Chained(start, [.. links], next);
    }

    private Result<Parsed<EquationTerm>, EquationError> Signed(Position at) => Text(at.Token) switch
    {
        _ when at.Depth > DeepestNesting =>
            Unexpected(at.Token, $"at most {DeepestNesting} signs behind one another"),
        "-" => from value in Signed(new(at.Token + 1, at.Depth + 1))
               select new Parsed<EquationTerm>(new EquationTerm.Negate(value.Value), value.Next),
        "+" => Signed(new(at.Token + 1, at.Depth + 1)),
        _ => Power(at),
    };

    private Result<Parsed<EquationTerm>, EquationError> Power(Position at) =>
        from basis in Primary(at)
        from power in Is("^", basis.Next)
            ? from exponent in Signed(new(basis.Next + 1, at.Depth + 1))
              select Chained(basis.Value, [new("^", exponent.Value)], exponent.Next)
            : basis
        select power;

    private Result<Parsed<EquationTerm>, EquationError> Primary(Position at)
    {
        var token = tokens[at.Token];
        var inside = new Position(at.Token + 1, at.Depth + 1);
        return token.Kind switch
        {
            EquationTokenKind.Number => Number(token, at.Token + 1),
            EquationTokenKind.Name when Is("(", at.Token + 1) =>
                from arguments in List(inside with { Token = at.Token + 2 }, Comparison)
                select new Parsed<EquationTerm>(
                    new EquationTerm.Call(token.Text, [.. arguments.Value], token.Place), arguments.Next),
            EquationTokenKind.Name =>
                new Parsed<EquationTerm>(new EquationTerm.Name(token.Text, token.Place), at.Token + 1),
            _ when token.IsSymbol("(") =>
                from value in Comparison(inside)
                from closed in Symbol(")", value.Next)
                select new Parsed<EquationTerm>(value.Value, closed.Next),
            _ =>
                Unexpected(
                    at.Token, "a number, a name or (" + (token.Text == "*" ? "; a power is written ^" : "")),
        };
    }

    private Result<Parsed<EquationTerm>, EquationError> Number(EquationToken token, int next)
    {
        var value = double.Parse(token.Text, NumberStyles.Float, CultureInfo.InvariantCulture);
        return double.IsFinite(value)
            ? new Parsed<EquationTerm>(new EquationTerm.Number(value), next)
            : Unexpected(next - 1, "a number below 1.8e308");
    }

    /// <summary>Parts with commas between them, up to the closing bracket.</summary>
    private Result<Parsed<ImmutableList<T>>, EquationError> List<T>(
        Position at, Func<Position, Result<Parsed<T>, EquationError>> part)
    {
        var parts = ImmutableList<T>.Empty;
        while (true)
        {
            var read = part(at);
            if (read is not Result<Parsed<T>, EquationError>.Ok(var (value, next)))
            {
                return read.Map(_ => new Parsed<ImmutableList<T>>([], at.Token));
            }

            parts = parts.Add(value);
            if (Is(")", next)) return new Parsed<ImmutableList<T>>(parts, next + 1);
            if (!Is(",", next)) return Unexpected(next, "an operator, a comma or )");
            at = at with { Token = next + 1 };
        }
    }

    private Result<Parsed<EquationToken>, EquationError> Name(int at) =>
        tokens[at].Kind == EquationTokenKind.Name
            ? new Parsed<EquationToken>(tokens[at], at + 1)
            : Unexpected(at, "a name");

    private Result<Parsed<EquationToken>, EquationError> Symbol(string symbol, int at) =>
        Is(symbol, at)
            ? new Parsed<EquationToken>(tokens[at], at + 1)
            : Unexpected(at, symbol == ")" ? "an operator or )" : symbol);

    private Result<Parsed<EquationToken>, EquationError> End(int at) =>
        tokens[at].Kind == EquationTokenKind.End
            ? new Parsed<EquationToken>(tokens[at], at)
            : Unexpected(at, "an operator or the end");

    private static Parsed<EquationTerm> Chained(
        EquationTerm first, ValueArray<EquationLink> rest, int next) =>
        new(rest.Count == 0 ? first : new EquationTerm.Chain(first, rest), next);

    private EquationError.Unexpected Unexpected(int at, string expected) =>
        new(tokens[at].Place, tokens[at].Found, expected);

    private bool Is(string symbol, int at) => tokens[at].IsSymbol(symbol);

    private string Text(int at) => tokens[at].Text;

    /// <summary>The word to read next, and in how many brackets it stands.</summary>
    private readonly record struct Position(int Token, int Depth);

    /// <summary>What was read, and the word behind it.</summary>
    private readonly record struct Parsed<T>(T Value, int Next);
}
