using System.Collections.Immutable;
using static NeuralOde.Core.Programs.Symbolic;

namespace NeuralOde.Core.Programs.Rules;

/// <summary>b + W·x.</summary>
internal sealed record MatrixVectorRule(int Rows, int Columns) : IOperationRule
{
    public string Name => "Affine";

    public int Size(ImmutableArray<Expression> arguments)
    {
        Misfit.Unless(
            arguments is [{ Size: var w }, { Size: var x }, .. var bias]
                && w == Rows * Columns && x == Columns && bias.All(b => b.Size == Rows),
            Name, $"W [{Rows}·{Columns}], x [{Columns}] and b [{Rows}]", arguments);
        return Rows;
    }

    public Expression Tangent(in Application at, int argument, Expression tangent) => argument switch
    {
        0 => MatrixVector(tangent, at.Arguments[1]),
        1 => MatrixVector(at.Arguments[0], tangent),
        _ => tangent,
    };

    public Expression Cotangent(in Application at, int argument, Expression cotangent) => argument switch
    {
        0 => Outer(cotangent, at.Arguments[1]),
        1 => TransposedMatrixVector(at.Arguments[0], cotangent),
        _ => cotangent,
    };
}

/// <summary>Wᵀ·v.</summary>
internal sealed record TransposedRule(int Rows, int Columns) : IOperationRule
{
    public string Name => "TransposedMatrixVector";

    public int Size(ImmutableArray<Expression> arguments)
    {
        Misfit.Unless(
            arguments is [{ Size: var w }, { Size: var v }] && w == Rows * Columns && v == Rows,
            Name, $"W [{Rows}·{Columns}] and v [{Rows}]", arguments);
        return Columns;
    }

    public Expression Tangent(in Application at, int argument, Expression tangent) => argument == 0
        ? TransposedMatrixVector(tangent, at.Arguments[1])
        : TransposedMatrixVector(at.Arguments[0], tangent);

    public Expression Cotangent(in Application at, int argument, Expression cotangent) => argument == 0
        ? Outer(at.Arguments[1], cotangent)
        : MatrixVector(at.Arguments[0], cotangent);
}

/// <summary>x·yᵀ.</summary>
internal sealed record OuterRule : IOperationRule
{
    public string Name => "Outer";

    public int Size(ImmutableArray<Expression> arguments) => arguments[0].Size * arguments[1].Size;

    public Expression Tangent(in Application at, int argument, Expression tangent) =>
        argument == 0 ? Outer(tangent, at.Arguments[1]) : Outer(at.Arguments[0], tangent);

    public Expression Cotangent(in Application at, int argument, Expression cotangent) => argument == 0
        ? MatrixVector(cotangent, at.Arguments[1])
        : TransposedMatrixVector(cotangent, at.Arguments[0]);
}
