using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NeuralOde.Numerics.Vectors;

namespace NeuralOde.Numerics.Functions;

/// <summary>destination = condition ≠ 0 ? then : otherwise, element by element.</summary>
internal readonly ref struct SelectKernel<T>(Choice<T> choice, int lanes, Span<T> destination) : IKernel<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Choice<T> _choice = choice;
    private readonly Span<T> _destination = destination;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<TVector>(int begin, int end)
        where TVector : struct, IVector<TVector, T>
    {
        ref var to = ref MemoryMarshal.GetReference(_destination);
        for (var (feature, row) = (0, 0); row < _destination.Length; feature++, row += lanes)
        {
            for (var i = begin; i < end; i += TVector.Count)
            {
                var chosen = SelectOperator.Of<TVector, T>(
                    _choice.Condition.Load<TVector>(feature, i),
                    _choice.Then.Load<TVector>(feature, i),
                    _choice.Otherwise.Load<TVector>(feature, i));
                TVector.Store(chosen, ref to, row + i);
            }
        }
    }
}
