namespace NeuralOde.Actors.Wire;

/// <summary>The cyclic redundancy check of 32 bits with the Castagnoli polynomial.</summary>
/// <remarks>Source: RFC 3720, appendix B.4 (CRC-32C); its check value of "123456789" is E3069283.</remarks>
public static class Checksum
{
    /// <summary>The check of some bytes.</summary>
    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
        {
            crc = System.Numerics.BitOperations.Crc32C(
                crc, System.Buffers.Binary.BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        }

        foreach (var value in bytes) crc = System.Numerics.BitOperations.Crc32C(crc, value);
        return ~crc;
    }
}
