using System.Collections.Immutable;
using NeuralOde.Core.Programs.Plans.Fusing;
using NeuralOde.Numerics;

namespace NeuralOde.Core.Programs.Plans;

/// <summary>One call of a kernel on the memory of a plan.</summary>
internal abstract record Step
{
    private Step() { }

    /// <summary>To = f(X).</summary>
    public sealed record Unary(UnaryFunction Function, Place X, Place To) : Step;

    /// <summary>To = f(X, Y).</summary>
    public sealed record Binary(BinaryFunction Function, Place X, Place Y, Place To) : Step;

    /// <summary>To = Condition ≠ 0 ? Then : Otherwise.</summary>
    public sealed record Select(Place Condition, Place Then, Place Otherwise, Place To) : Step;

    /// <summary>To = Bias + W·X; a bias without features is 0.</summary>
    public sealed record Product(MatrixPlace W, Place X, Place Bias, Place To) : Step;

    /// <summary>The parts as one loop, which the code carries out as soon as it is written.</summary>
    public sealed record Fused(ImmutableArray<Step> Parts, FusedCodeWorkspace Code) : Step;

    /// <summary>To = Y + h·Σⱼ Weightsⱼ·Slopesⱼ, the state of a stage.</summary>
    public sealed record Stage(StagePlaces Of, Place Weights, Place To) : Step;

    /// <summary>To = the squared error ratio of a step that ends in Y1.</summary>
    public sealed record Error(StagePlaces Of, Place Weights, EndPlaces End, Place To) : Step;

    /// <summary>To = X.</summary>
    public sealed record Copy(Place X, Place To) : Step;

    /// <summary>To = 0.</summary>
    public sealed record Clear(Place To) : Step;

    /// <summary>Panels = W, in the order in which a convolution or its transpose reads it.</summary>
    public sealed record Pack(ConvolutionSize Size, bool IsTransposed, Place W, Place Panels) : Step;

    /// <summary>To = Bias + W ∗ X, or the transpose; without features the panels are left out.</summary>
    public sealed record Convolution(FilterPlace W, Place X, Place Bias, Place To) : Step;

    /// <summary>To = the cotangent of the weights for V and X.</summary>
    public sealed record ConvolutionOuter(ConvolutionSize Size, Place V, Place X, Place To) : Step;

    /// <summary>Sums += Σ over lanes of the cotangent of the weights for V and X.</summary>
    public sealed record ConvolutionSum(LaneConvolution Size, Place V, Place X, SumPlace To) : Step;

    /// <summary>To = a function of the windows of X, and of U if the function has a second argument.</summary>
    public sealed record Pool(Operation.Pool Of, Place X, Place U, Place To) : Step;

    /// <summary>To = Bias, W: a matrix that all lanes share, laid out for its products.</summary>
    public sealed record PackMatrix(MatrixPlace W, Place Bias, PanelPlace To) : Step;

    /// <summary>A product by the panels of its matrix; it goes on from what To holds, or from a packed bias.</summary>
    public sealed record PackedProduct(PanelPlace W, Product Of, bool GoesOn) : Step;

    /// <summary>A row of To = X, of one lane alone: so many behind those that were gathered before.</summary>
    public sealed record Gather(Place X, PanelPlace To, int Row) : Step;

    /// <summary>Rows of To from one on = X, a row for each lane.</summary>
    public sealed record Turn(Place X, PanelPlace To, int Row) : Step;

    /// <summary>Sums += Σ over rows of X·Yᵀ.</summary>
    public sealed record OuterSum(PanelPlace X, PanelPlace Y, Place Sums) : Step;

    /// <summary>Sums += Σ over lanes of X·Yᵀ, with X turned; Y is the first run.</summary>
    public sealed record LaneOuterSum(PanelPlace X, Place Y, LaneRuns Runs, PanelPlace Sums) : Step;

    /// <summary>Sums += From, From = 0.</summary>
    public sealed record MoveSums(PanelPlace From, Place Sums) : Step;

    /// <summary>Sums += Σ over rows of X, as many times as there are runs.</summary>
    public sealed record RowSum(PanelPlace X, Place Sums, int Runs = 1) : Step;

    /// <summary>Sums += Σ over lanes of X.</summary>
    public sealed record LaneSum(Place X, int Lanes, Place Sums) : Step;
}

/// <summary>A matrix as a product sees it.</summary>
internal readonly record struct MatrixPlace(Place Entries, int Rows, int Columns, bool IsTransposed);

/// <summary>The weights of a convolution as it sees them, and the same in panels, if they are shared.</summary>
internal readonly record struct FilterPlace(
    ConvolutionSize Size, bool IsTransposed, Place Weights, Place Panels);

/// <summary>
/// Where steps begin, the slopes of their stages one behind the other, and their sizes h.
/// </summary>
internal readonly record struct StagePlaces(Place Y, Place Slopes, Place Sizes)
{
    /// <summary>The slopes of one stage.</summary>
    public Place Slope(int stage) => new(Slopes.Start + stage * Y.Length, Y.Features, Y.Lanes);

    /// <summary>The slopes of the first stages.</summary>
    public Place FirstSlopes(int stages) => Slopes with { Features = stages * Y.Features };
}

/// <summary>Where steps end, and the relative and absolute tolerance of each lane.</summary>
internal readonly record struct EndPlaces(Place Y1, Place Tolerances);

/// <summary>Where sums are added, and room in which they are made.</summary>
internal readonly record struct SumPlace(Place Sums, Place Scratch);

/// <summary>Where panels stand in the memory of a plan.</summary>
internal readonly record struct PanelPlace(int Start, int Features, int Rows);
