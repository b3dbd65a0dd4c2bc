using System.Buffers.Binary;
using NeuralOde.Actors.Wire;

namespace NeuralOde.Actors.Tests.Wire;

/// <summary>Spoils the bytes of letters, the same way for the same seed.</summary>
/// <param name="letters">Letters as they were written.</param>
/// <param name="seed">What all chance comes from.</param>
internal sealed class Mutation(IReadOnlyList<byte[]> letters, int seed)
{
    private static readonly int[] Lengths =
        [0, 1, -1, 7, 255, 4096, 65535, 1 << 20, 1 << 28, int.MaxValue, int.MinValue, int.MaxValue / 4, int.MaxValue / 12];

    private readonly Random _chance = new(seed);

    /// <summary>The next spoilt letter.</summary>
    public byte[] Next()
    {
        var bytes = letters[_chance.Next(letters.Count)].ToArray();
        for (var times = 1 + _chance.Next(3); times > 0; times--) bytes = Spoilt(bytes);

        // Half of them are sealed again, or the check sum would keep all from the readers behind it.
        if (bytes.Length >= sizeof(uint) && _chance.Next(2) == 0)
        {
            var body = bytes.AsSpan(0, bytes.Length - sizeof(uint));
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(body.Length), Checksum.Of(body));
        }

        return bytes;
    }

    private byte[] Spoilt(byte[] bytes)
    {
        if (bytes.Length == 0) return bytes;
        var at = _chance.Next(bytes.Length);
        switch (_chance.Next(6))
        {
            case 0:
                bytes[at] ^= (byte)(1 << _chance.Next(8));
                return bytes;
            case 1:
                bytes[at] = (byte)_chance.Next(256);
                return bytes;
            case 2 when bytes.Length - at >= sizeof(int):
                BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(at), Lengths[_chance.Next(Lengths.Length)]);
                return bytes;
            case 3:
                return bytes[..at];
            case 4:
                var other = letters[_chance.Next(letters.Count)];
                return [.. bytes[..at], .. other[_chance.Next(other.Length)..]];
            default:
                var noise = new byte[_chance.Next(64)];
                _chance.NextBytes(noise);
                return [.. bytes[..at], .. noise, .. bytes[at..]];
        }
    }
}
