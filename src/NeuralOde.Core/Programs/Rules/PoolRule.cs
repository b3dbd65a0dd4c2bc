using NeuralOde.Core.Values;
using NeuralOde.Numerics;

namespace NeuralOde.Core.Programs.Rules;

/// <summary>
/// A function of every window: it is linear in its last argument, and the first of two only chooses.
/// </summary>
internal sealed record PoolRule(WindowFunction Function, WindowGrid Grid) : IOperationRule
{
    public string Name => $"Window{Function}";

    public string Need => !Grid.IsValid ? WindowNeed.Of(Grid) : Function switch
    {
        WindowFunction.Sum => $"x [{Grid.Image.Features}]",
        WindowFunction.Spread => $"v [{Grid.Result.Features}]",
        WindowFunction.Pick => $"x [{Grid.Image.Features}] and u [{Grid.Image.Features}]",
        WindowFunction.PutBack => $"x [{Grid.Image.Features}] and v [{Grid.Result.Features}]",
        _ => throw Unreachable.Case(Function),
    };

    private WindowFunction Transpose => Function switch
    {
        WindowFunction.Sum => WindowFunction.Spread,
        WindowFunction.Spread => WindowFunction.Sum,
        WindowFunction.Pick => WindowFunction.PutBack,
        WindowFunction.PutBack => WindowFunction.Pick,
        _ => throw Unreachable.Case(Function),
    };

    private bool GivesImage => Function is WindowFunction.Spread or WindowFunction.PutBack;

    private bool Chooses => Function is WindowFunction.Pick or WindowFunction.PutBack;

    public bool Fits(ReadOnlySpan<int> sizes) =>
        Grid.IsValid
        && sizes.Length == (Chooses ? 2 : 1)
        && sizes[^1] == (GivesImage ? Grid.Result : Grid.Image).Features
        && (!Chooses || sizes[0] == Grid.Image.Features);

    public int Size(ReadOnlySpan<int> sizes) => (GivesImage ? Grid.Image : Grid.Result).Features;

    public Expression Tangent(in Application at, int argument, Expression tangent) =>
        IsLinearIn(argument) ? Of(Function, at, tangent) : Expression.Zero(at.Result.Size);

    public Expression Cotangent(in Application at, int argument, Expression cotangent) =>
        IsLinearIn(argument) ? Of(Transpose, at, cotangent) : Expression.Zero(at.Arguments[argument].Size);

    private bool IsLinearIn(int argument) => !Chooses || argument == 1;

    private Expression Of(WindowFunction function, in Application at, Expression d)
    {
        var operation = new Operation.Pool(function, Grid);
        return Chooses ? Expression.Of(operation, at.Arguments[0], d) : Expression.Of(operation, d);
    }
}
