using System.Collections.Immutable;
using NeuralOde.Core.Values;

namespace NeuralOde.Core.Programs.Rules;

/// <summary>
/// All that the transformations know of one operation: its name, its size and its two derivatives.
/// </summary>
internal interface IOperationRule
{
    /// <summary>What messages call it.</summary>
    string Name { get; }

    /// <summary>What the arguments must be, in words.</summary>
    string Need { get; }

    /// <summary>True when arguments of these sizes are what is needed.</summary>
    bool Fits(ReadOnlySpan<int> sizes);

    /// <summary>The number of features of the result, for arguments that fit.</summary>
    int Size(ReadOnlySpan<int> sizes);

    /// <summary>What a tangent of one argument adds to the tangent of the result.</summary>
    Expression Tangent(in Application at, int argument, Expression tangent);

    /// <summary>What the cotangent of the result adds to the cotangent of one argument.</summary>
    Expression Cotangent(in Application at, int argument, Expression cotangent);
}

/// <summary>An operation done: what it was done to, and what came out.</summary>
internal readonly record struct Application(ImmutableArray<Expression> Arguments, Expression Result);

/// <summary>Finds the rule of an operation.</summary>
internal static class OperationRule
{
    public static IOperationRule For(Operation operation) => operation switch
    {
        Operation.Input or Operation.Constant => new LeafRule(operation),
        Operation.Unary(var function) => new UnaryRule(function),
        Operation.Binary(var function) => new BinaryRule(function),
        Operation.Select => new SelectRule(),
        Operation.MatrixVector(var rows, var columns) => new MatrixVectorRule(rows, columns),
        Operation.TransposedMatrixVector(var rows, var columns) => new TransposedRule(rows, columns),
        Operation.Outer => new OuterRule(),
        Operation.Sum => new SumRule(),
        Operation.Dot => new DotRule(),
        Operation.Broadcast(var size) => new BroadcastRule(size),
        Operation.Slice(var start, var length) => new SliceRule(start, length),
        Operation.Pad(var start, var size) => new PadRule(start, size),
        Operation.Concatenate => new ConcatenateRule(),
        Operation.Convolution(var size) => new ConvolutionRule(size),
        Operation.TransposedConvolution(var size) => new TransposedConvolutionRule(size),
        Operation.ConvolutionOuter(var size) => new ConvolutionOuterRule(size),
        Operation.Pool(var function, var grid) => new PoolRule(function, grid),
        _ => throw Unreachable.Case(operation),
    };
}
