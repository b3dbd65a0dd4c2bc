using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace NeuralOde.TestKit;

/// <summary>A short name of the bits of many numbers, to be compared between machines.</summary>
public static class Fingerprint
{
    /// <summary>The hash of what stands in the arrays, one behind the other.</summary>
    public static string Of<T>(params IEnumerable<T[]> arrays)
        where T : unmanaged =>
        Convert.ToHexString(
            SHA256.HashData([.. arrays.SelectMany(array => MemoryMarshal.AsBytes<T>(array).ToArray())]));
}
