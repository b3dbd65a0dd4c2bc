using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NeuralOde.Numerics.Vectors;

namespace NeuralOde.Numerics.Products;

/// <summary>sums += Σ over lanes of x: a vector of features at a time, whose lanes are turned into rows.</summary>
internal readonly ref struct SumOverLanesKernel<T>(Operand<T> x, int lanes, Span<T> sums) : IKernel<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Operand<T> _x = x;
    private readonly Span<T> _sums = sums;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<TVector>(int begin, int end)
        where TVector : struct, IVector<TVector, T>
    {
        Span<T> square = stackalloc T[TVector.Count * TVector.Count];
        ref var turned = ref MemoryMarshal.GetReference(square);
        for (var feature = begin; feature < end; feature += TVector.Count)
        {
            ref var to = ref Unsafe.Add(ref MemoryMarshal.GetReference(_sums), feature);
            var sum = TVector.Load(in to, 0);
            var lane = 0;
            for (; lane + TVector.Count <= lanes && !_x.IsShared; lane += TVector.Count)
            {
                ref var from = ref Unsafe.Add(ref Unsafe.AsRef(in _x.Origin), feature * _x.Stride + lane);
                Square.Turn<TVector, T>(ref from, _x.Stride, ref turned, TVector.Count);
                for (var i = 0; i < square.Length; i += TVector.Count) sum += TVector.Load(in turned, i);
            }

            TVector.Store(sum, ref to, 0);
            for (; lane < lanes; lane++)
            {
                for (var i = 0; i < TVector.Count; i++)
                {
                    Unsafe.Add(ref to, i) += _x.Load<Wide1<T>>(feature + i, lane).Value;
                }
            }
        }
    }
}
