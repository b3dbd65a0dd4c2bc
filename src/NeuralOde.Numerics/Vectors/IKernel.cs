using System.Numerics;

namespace NeuralOde.Numerics.Vectors;

/// <summary>A loop over lanes, written for any vector; it holds the views that it reads and writes.</summary>
internal interface IKernel<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Computes a whole number of vectors of lanes.</summary>
    void Run<TVector>(int begin, int end)
        where TVector : struct, IVector<TVector, T>;
}
