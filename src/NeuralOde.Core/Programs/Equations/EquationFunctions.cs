using static NeuralOde.Core.Programs.Symbolic;

namespace NeuralOde.Core.Programs.Equations;

/// <summary>The functions and names that every list of equations knows.</summary>
internal static class EquationFunctions
{
    /// <summary>The time.</summary>
    public const string Time = "t";

    /// <summary>Half the circumference of the unit circle.</summary>
    public const string Pi = "pi";

    /// <summary>Every function by name, with the number of its arguments.</summary>
    public static IReadOnlyDictionary<string, (int Arguments, Func<Expression[], Expression> Of)> All { get; } =
        new Dictionary<string, (int, Func<Expression[], Expression>)>(StringComparer.Ordinal)
        {
            ["exp"] = (1, x => Exp(x[0])),
            ["log"] = (1, x => Log(x[0])),
            ["sin"] = (1, x => Sin(x[0])),
            ["cos"] = (1, x => Cos(x[0])),
            ["tan"] = (1, x => Tan(x[0])),
            ["sinh"] = (1, x => Sinh(x[0])),
            ["cosh"] = (1, x => Cosh(x[0])),
            ["tanh"] = (1, x => Tanh(x[0])),
            ["sqrt"] = (1, x => Sqrt(x[0])),
            ["abs"] = (1, x => Abs(x[0])),
            ["sign"] = (1, x => Sign(x[0])),
            ["floor"] = (1, x => Floor(x[0])),
            ["mod"] = (2, x => Mod(x[0], x[1])),
            ["min"] = (2, x => Min(x[0], x[1])),
            ["max"] = (2, x => Max(x[0], x[1])),
            ["if"] = (3, x => If(x[0], x[1], x[2])),
        };

    /// <summary>What an operator makes of its two sides.</summary>
    public static IReadOnlyDictionary<string, Func<Expression, Expression, Expression>> Operators { get; } =
        new Dictionary<string, Func<Expression, Expression, Expression>>(StringComparer.Ordinal)
        {
            ["+"] = (x, y) => x + y,
            ["-"] = (x, y) => x - y,
            ["*"] = (x, y) => x * y,
            ["/"] = (x, y) => x / y,
            ["^"] = Pow,
            ["<"] = Less,
            ["<="] = LessOrEqual,
            [">"] = Greater,
            [">="] = GreaterOrEqual,
            ["=="] = Equal,
            ["!="] = NotEqual,
        };
}
