using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace NeuralOde.Core.Data;

/// <summary>Says whether data is the same as before.</summary>
public static class DataChecksum
{
    /// <summary>The SHA-256 of examples as they are trained on, in hexadecimal digits.</summary>
    public static string Of(params ReadOnlySpan<Examples<double>> sets)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var examples in sets)
        {
            hash.AppendData(MemoryMarshal.AsBytes(
                (ReadOnlySpan<int>)
                [
                    examples.Count, examples.InputFeatures, examples.TargetFeatures, examples.ExogenousFeatures,
                ]));
            hash.AppendData(MemoryMarshal.AsBytes(examples.TimeOffsets.AsSpan()));
            foreach (var values in new[]
            {
                examples.Features, examples.Exogenous, examples.T0, examples.Times, examples.Targets, examples.Weights,
            })
            {
                hash.AppendData(MemoryMarshal.AsBytes(values.AsSpan()));
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
