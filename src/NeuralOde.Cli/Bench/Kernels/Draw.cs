using System.Numerics;
using NeuralOde.Core.Values;

namespace NeuralOde.Cli.Bench.Kernels;

/// <summary>Numbers to compute with.</summary>
internal static class Draw
{
    /// <summary>Numbers uniform in ±1.</summary>
    public static void Into<T>(Span<T> destination, Seed seed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (var i = 0; i < destination.Length; i++)
        {
            destination[i] = T.CreateChecked(2 * seed.Uniform((ulong)i) - 1);
        }
    }
}
