using System.Numerics;
using System.Runtime.CompilerServices;
using NeuralOde.Numerics.Vectors;

namespace NeuralOde.Numerics.Products;

/// <summary>Writes lanes into the rows of panels.</summary>
internal static class PanelWriter
{
    /// <summary>Features that all lanes share into each of the rows.</summary>
    public static void Repeat<T>(Operand<T> x, int lanes, Panels<T> panels, int row)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var width = Panels<T>.Width;
        for (var feature = 0; feature < panels.Features; feature += width)
        {
            ref readonly var from = ref Unsafe.Add(ref Unsafe.AsRef(in x.Origin), feature * x.Stride);
            ref var to = ref panels.At(row, feature);
            var count = Math.Min(width, panels.Features - feature);
            for (var lane = 0; lane < lanes * width; lane += width)
            {
                for (var i = 0; i < count; i++)
                {
                    Unsafe.Add(ref to, lane + i) = Unsafe.Add(ref Unsafe.AsRef(in from), i * x.Stride);
                }
            }
        }
    }

    /// <summary>Lanes that follow each other into rows, a square of numbers at a time.</summary>
    public readonly ref struct Turned<T>(Operand<T> x, int lanes, Panels<T> panels, int row) : IKernel<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly Operand<T> _x = x;
        private readonly Panels<T> _panels = panels;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run<TVector>(int begin, int end)
            where TVector : struct, IVector<TVector, T>
        {
            var (stride, width) = (_x.Stride, Panels<T>.Width);
            for (var feature = begin; feature < end; feature += TVector.Count)
            {
                ref var from = ref Unsafe.Add(ref Unsafe.AsRef(in _x.Origin), feature * stride);
                ref var to = ref _panels.At(row, feature);
                var lane = 0;
                for (; lane + TVector.Count <= lanes; lane += TVector.Count)
                {
                    Square.Turn<TVector, T>(
                        ref Unsafe.Add(ref from, lane), stride, ref Unsafe.Add(ref to, lane * width), width);
                }

                for (; lane < lanes; lane++)
                {
                    for (var i = 0; i < TVector.Count; i++)
                    {
                        Unsafe.Add(ref to, lane * width + i) = Unsafe.Add(ref from, i * stride + lane);
                    }
                }
            }
        }
    }
}
