using NeuralOde.Numerics;
using static NeuralOde.Core.Programs.Symbolic;

namespace NeuralOde.Core.Programs.Rules;

/// <summary>b + W ∗ x.</summary>
internal sealed record ConvolutionRule(ConvolutionSize Over) : IOperationRule
{
    public string Name => "Convolution";

    public string Need => Over.IsValid
        ? $"W [{Over.Weights}], x [{Over.Grid.Image.Features}] and, if any, b [{Over.Channels}]"
        : WindowNeed.Of(Over.Grid);

    public bool Fits(ReadOnlySpan<int> sizes) =>
        Over.IsValid
        && sizes is [var w, var x, .. var bias] && w == Over.Weights && x == Over.Grid.Image.Features
        && (bias is [] || bias is [var b] && b == Over.Channels);

    public int Size(ReadOnlySpan<int> sizes) => Over.Result.Features;

    public Expression Tangent(in Application at, int argument, Expression tangent) => argument switch
    {
        0 => Convolve(tangent, at.Arguments[1], Over),
        1 => Convolve(at.Arguments[0], tangent, Over),
        _ => SpreadOver(tangent, Over.Result),
    };

    public Expression Cotangent(in Application at, int argument, Expression cotangent) => argument switch
    {
        0 => ConvolutionOuter(cotangent, at.Arguments[1], Over),
        1 => TransposedConvolve(at.Arguments[0], cotangent, Over),
        _ => SumOver(cotangent, Over.Result),
    };
}

/// <summary>The transpose of W ∗, applied to v.</summary>
internal sealed record TransposedConvolutionRule(ConvolutionSize Over) : IOperationRule
{
    public string Name => "TransposedConvolution";

    public string Need => Over.IsValid
        ? $"W [{Over.Weights}] and v [{Over.Result.Features}]"
        : WindowNeed.Of(Over.Grid);

    public bool Fits(ReadOnlySpan<int> sizes) =>
        Over.IsValid && sizes is [var w, var v] && w == Over.Weights && v == Over.Result.Features;

    public int Size(ReadOnlySpan<int> sizes) => Over.Grid.Image.Features;

    public Expression Tangent(in Application at, int argument, Expression tangent) => argument == 0
        ? TransposedConvolve(tangent, at.Arguments[1], Over)
        : TransposedConvolve(at.Arguments[0], tangent, Over);

    public Expression Cotangent(in Application at, int argument, Expression cotangent) => argument == 0
        ? ConvolutionOuter(at.Arguments[1], cotangent, Over)
        : Convolve(at.Arguments[0], cotangent, Over);
}

/// <summary>The cotangent of W for the cotangent v of the result and the image x.</summary>
internal sealed record ConvolutionOuterRule(ConvolutionSize Over) : IOperationRule
{
    public string Name => "ConvolutionOuter";

    public string Need => Over.IsValid
        ? $"v [{Over.Result.Features}] and x [{Over.Grid.Image.Features}]"
        : WindowNeed.Of(Over.Grid);

    public bool Fits(ReadOnlySpan<int> sizes) =>
        Over.IsValid && sizes is [var v, var x] && v == Over.Result.Features && x == Over.Grid.Image.Features;

    public int Size(ReadOnlySpan<int> sizes) => Over.Weights;

    public Expression Tangent(in Application at, int argument, Expression tangent) => argument == 0
        ? ConvolutionOuter(tangent, at.Arguments[1], Over)
        : ConvolutionOuter(at.Arguments[0], tangent, Over);

    public Expression Cotangent(in Application at, int argument, Expression cotangent) => argument == 0
        ? Convolve(cotangent, at.Arguments[1], Over)
        : TransposedConvolve(cotangent, at.Arguments[0], Over);
}

/// <summary>What a window needs that slides over an image, in words.</summary>
internal static class WindowNeed
{
    public static string Of(in WindowGrid grid) =>
        $"a window of {grid.Window.Height} × {grid.Window.Width} pixels with stride {grid.Window.Stride} and "
        + $"padding {grid.Window.Padding} that fits into {grid.Image.Channels} channels of "
        + $"{grid.Image.Height} × {grid.Image.Width} pixels";
}
