using System.Numerics;
using System.Runtime.Intrinsics;

namespace NeuralOde.Numerics.Vectors;

/// <summary>The one place where the width of the vectors is chosen: the widest that the processor carries out.</summary>
internal static class Widest
{
    public static void Run<TKernel, T>(TKernel kernel, int lanes)
        where TKernel : IKernel<T>, allows ref struct
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated) Run<TKernel, Wide512<T>, T>(kernel, lanes);
        else if (Vector256.IsHardwareAccelerated) Run<TKernel, Wide256<T>, T>(kernel, lanes);
        else if (Vector128.IsHardwareAccelerated) Run<TKernel, Wide128<T>, T>(kernel, lanes);
        else Run<TKernel, Wide1<T>, T>(kernel, lanes);
    }

    /// <summary>Whole vectors first, then lane by lane.</summary>
    public static void Run<TKernel, TVector, T>(TKernel kernel, int lanes)
        where TKernel : IKernel<T>, allows ref struct
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var whole = lanes / TVector.Count * TVector.Count;
        if (whole > 0) kernel.Run<TVector>(0, whole);
        if (whole < lanes) kernel.Run<Wide1<T>>(whole, lanes);
    }
}
