using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace NeuralOde.Cli.Bench.Kernels;

/// <summary>
/// Fields as someone would write them for these alone: one loop over the lanes, all of a lane in registers.
/// </summary>
/// <remarks>States and slopes have shape [features, lanes]; lanes are a multiple of what 64 bytes hold.</remarks>
internal static class HandWritten
{
    /// <summary>A loop that writes the slopes of all lanes.</summary>
    /// <param name="y">The states; shape [features, lanes].</param>
    /// <param name="p">The parameters.</param>
    /// <param name="slopes">Receives dy/dt; shape [features, lanes].</param>
    public delegate void Loop<T>(ReadOnlySpan<T> y, ReadOnlySpan<T> p, Span<T> slopes);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void VanDerPol<T>(ReadOnlySpan<T> y, ReadOnlySpan<T> p, Span<T> slopes)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var ys = Cast(y);
        var into = Cast(slopes);
        var lanes = ys.Length / 2;
        var (one, mu) = (Vector512<T>.One, Vector512.Create(p[0]));
        for (var i = 0; i < lanes; i++)
        {
            var (y0, y1) = (ys[i], ys[lanes + i]);
            into[i] = y1;
            into[lanes + i] = mu * (one - y0 * y0) * y1 - y0;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Lorenz<T>(ReadOnlySpan<T> y, ReadOnlySpan<T> p, Span<T> slopes)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var ys = Cast(y);
        var into = Cast(slopes);
        var lanes = ys.Length / 3;
        var (sigma, rho, beta) = (Vector512.Create(p[0]), Vector512.Create(p[1]), Vector512.Create(p[2]));
        for (var i = 0; i < lanes; i++)
        {
            var (y0, y1, y2) = (ys[i], ys[lanes + i], ys[2 * lanes + i]);
            into[i] = sigma * (y1 - y0);
            into[lanes + i] = y0 * (rho - y2) - y1;
            into[2 * lanes + i] = y0 * y1 - beta * y2;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Reactions<T>(ReadOnlySpan<T> y, ReadOnlySpan<T> p, Span<T> slopes)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var ys = Cast(y);
        var into = Cast(slopes);
        var lanes = ys.Length / 5;
        var (bind, part) = (Vector512.Create(p[0]), Vector512.Create(p[1]));
        var (turn, decay) = (Vector512.Create(p[2]), Vector512.Create(p[3]));
        for (var i = 0; i < lanes; i++)
        {
            var (a, b, c) = (ys[i], ys[lanes + i], ys[2 * lanes + i]);
            var (d, e) = (ys[3 * lanes + i], ys[4 * lanes + i]);
            var (binding, parting, turning, decaying) = (bind * a * b, part * c, turn * c * d, decay * e);
            into[i] = parting - binding;
            into[lanes + i] = parting - binding + decaying;
            into[2 * lanes + i] = binding - parting - turning;
            into[3 * lanes + i] = decaying - turning;
            into[4 * lanes + i] = turning - decaying;
        }
    }

    private static ReadOnlySpan<Vector512<T>> Cast<T>(ReadOnlySpan<T> values)
        where T : unmanaged => MemoryMarshal.Cast<T, Vector512<T>>(values);

    private static Span<Vector512<T>> Cast<T>(Span<T> values)
        where T : unmanaged => MemoryMarshal.Cast<T, Vector512<T>>(values);
}
