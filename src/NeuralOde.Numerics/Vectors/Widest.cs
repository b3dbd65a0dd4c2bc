using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NeuralOde.Numerics.Vectors;

/// <summary>
/// The one place where the width of the vectors is chosen: the widest that the processor carries out.
/// </summary>
internal static class Widest
{
    /// <summary>How many numbers the widest vector has.</summary>
    public static int Count<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Vector512.IsHardwareAccelerated ? Wide512<T>.Count
        : Vector256.IsHardwareAccelerated ? Wide256<T>.Count
        : Vector128.IsHardwareAccelerated ? Wide128<T>.Count
        : Wide1<T>.Count;

    public static void Run<TKernel, T>(in TKernel kernel, int lanes)
        where TKernel : IKernel<T>, allows ref struct
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated) Run<TKernel, Wide512<T>, T>(in kernel, lanes);
        else if (Vector256.IsHardwareAccelerated) Run<TKernel, Wide256<T>, T>(in kernel, lanes);
        else if (Vector128.IsHardwareAccelerated) Run<TKernel, Wide128<T>, T>(in kernel, lanes);
        else Run<TKernel, Wide1<T>, T>(in kernel, lanes);
    }

    /// <summary>Whole vectors first, then lane by lane.</summary>
    /// <remarks>A kernel is a few hundred bytes of views: it is handed on as it stands, not copied.</remarks>
    public static void Run<TKernel, TVector, T>(in TKernel kernel, int lanes)
        where TKernel : IKernel<T>, allows ref struct
        where TVector : struct, IVector<TVector, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var whole = lanes / TVector.Count * TVector.Count;
        if (whole > 0) Unsafe.AsRef(in kernel).Run<TVector>(0, whole);
        if (whole < lanes) Unsafe.AsRef(in kernel).Run<Wide1<T>>(whole, lanes);
    }
}
