using System.Numerics;

namespace NeuralOde.Numerics.Vectors;

/// <summary>A few vectors that are held in registers and computed alike.</summary>
internal interface IBlock<TSelf, TVector, T>
    where TSelf : struct, IBlock<TSelf, TVector, T>
    where TVector : struct, IVector<TVector, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>How many vectors there are.</summary>
    static abstract int Count { get; }

    /// <summary>The same vector everywhere.</summary>
    static abstract TSelf Create(TVector value);

    /// <summary>Vectors that stand apart by a stride.</summary>
    static abstract TSelf Load(ref readonly T origin, nint offset, nint stride);

    /// <summary>Writes the vectors apart by a stride.</summary>
    static abstract void Store(TSelf value, ref T origin, nint offset, nint stride);

    /// <summary>sum += factor · block, vector by vector, each rounded once.</summary>
    static abstract void AddProduct(TVector factor, TSelf block, ref TSelf sum);
}
