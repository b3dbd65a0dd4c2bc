using System.Numerics;

namespace NeuralOde.Numerics.Tests.Functions;

/// <summary>Arguments at the edges of the format and of the functions, and ordinary ones.</summary>
internal static class Arguments
{
    public static T[] Special<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double[] sizes =
        [
            0, double.Epsilon, 1e-310, 2.3e-308, 1e-40, 1e-20, 1e-9, 1e-3, 0.1, 1.0 / 3, 0.5, 0.70710678118654757,
            1, 1.5, 2, 3, 4, 5.25, 7, 10, 20, 21, 40, 87.5, 88.8, 103.9, 709.7, 710.4, 745.2, 1e5, 1e9,
            9007199254740993,
            1e30, 3e38, 1e300, double.MaxValue, double.PositiveInfinity,
        ];
        return
        [
            .. sizes.Select(T.CreateSaturating),
            .. sizes.Select(size => T.CreateSaturating(-size)),
            T.NaN,
            T.Epsilon,
        ];
    }
}
