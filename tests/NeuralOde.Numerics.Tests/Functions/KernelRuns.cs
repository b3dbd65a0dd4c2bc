using System.Numerics;
using NeuralOde.Numerics.Functions;
using NeuralOde.Numerics.Vectors;

namespace NeuralOde.Numerics.Tests.Functions;

/// <summary>A kernel over the first arguments, as many as there is room for their results.</summary>
internal interface IRun<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    void Run<TVector>(Span<T> to)
        where TVector : struct, IVector<TVector, T>;
}

internal sealed record UnaryRun<TOperator, T>(T[] X) : IRun<T>
    where TOperator : struct, IUnaryOperator
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public void Run<TVector>(Span<T> to)
        where TVector : struct, IVector<TVector, T> => Widest.Run<UnaryKernel<TOperator, T>, TVector, T>(
            new(X.AsSpan(0, to.Length), to), to.Length);
}

internal sealed record BinaryRun<TOperator, T>(T[] X, T[] Y) : IRun<T>
    where TOperator : struct, IBinaryOperator
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public void Run<TVector>(Span<T> to)
        where TVector : struct, IVector<TVector, T> => Widest.Run<BinaryKernel<TOperator, T>, TVector, T>(
            new(new(X, 0, false), new(Y, 0, false), to.Length, to), to.Length);
}

internal sealed record SelectRun<T>(T[] Condition, T[] Then, T[] Otherwise) : IRun<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public void Run<TVector>(Span<T> to)
        where TVector : struct, IVector<TVector, T> => Widest.Run<SelectKernel<T>, TVector, T>(
            new(new(new(Condition, 0, false), new(Then, 0, false), new(Otherwise, 0, false)), to.Length, to),
            to.Length);
}
