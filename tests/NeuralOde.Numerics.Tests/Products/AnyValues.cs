using System.Numerics;

namespace NeuralOde.Numerics.Tests.Products;

/// <summary>Numbers between −½ and ½ that are no multiples of each other.</summary>
internal static class AnyValues
{
    public static T[] Of<T>(int count, int seed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        [.. Enumerable.Range(1, count).Select(i => T.CreateChecked((i * 0.6180339887498949 * seed % 1) - 0.5))];
}
