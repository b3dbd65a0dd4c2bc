using static NeuralOde.Core.Programs.Symbolic;

namespace NeuralOde.Core.Programs.Rules;

/// <summary>b + W·x.</summary>
internal sealed record MatrixVectorRule(int Rows, int Columns) : IOperationRule
{
    public string Name => "Affine";

    public string Need => $"W [{Rows}·{Columns}], x [{Columns}] and, if any, b [{Rows}]";

    public bool Fits(ReadOnlySpan<int> sizes) =>
        sizes is [var w, var x, .. var bias] && w == Rows * Columns && x == Columns
        && (bias is [] || bias is [var b] && b == Rows);

    public int Size(ReadOnlySpan<int> sizes) => Rows;

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

    public string Need => $"W [{Rows}·{Columns}] and v [{Rows}]";

    public bool Fits(ReadOnlySpan<int> sizes) =>
        sizes is [var w, var v] && w == Rows * Columns && v == Rows;

    public int Size(ReadOnlySpan<int> sizes) => Columns;

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

    public string Need => "two vectors";

    public bool Fits(ReadOnlySpan<int> sizes) => sizes.Length == 2;

    public int Size(ReadOnlySpan<int> sizes) => sizes[0] * sizes[1];

    public Expression Tangent(in Application at, int argument, Expression tangent) =>
        argument == 0 ? Outer(tangent, at.Arguments[1]) : Outer(at.Arguments[0], tangent);

    public Expression Cotangent(in Application at, int argument, Expression cotangent) => argument == 0
        ? MatrixVector(cotangent, at.Arguments[1])
        : TransposedMatrixVector(cotangent, at.Arguments[0]);
}
