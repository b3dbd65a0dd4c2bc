namespace NeuralOde.Core.Data.Formats;

/// <summary>Unpacks one deflated stream.</summary>
/// <remarks>
/// Source: RFC 1951, sections 3.2.2 to 3.2.7; no part of it throws, whatever the bytes are.
/// </remarks>
internal sealed class InflateWorkspace
{
    private const int EndOfBlock = 256;
    private const int LongestCode = 15;

    private readonly ReadOnlyMemory<byte> _source;
    private readonly int _limit;
    private readonly int[] _lengths = new int[320];
    private readonly ushort[] _literals = new ushort[1 << LongestCode];
    private readonly ushort[] _distances = new ushort[1 << LongestCode];
    private byte[] _output;
    private int _written;
    private int _next;
    private ulong _bits;
    private int _bitCount;

    /// <summary>A workspace for one stream.</summary>
    /// <param name="source">The packed bytes; what stands behind the stream is not touched.</param>
    /// <param name="limit">The most bytes that may come out.</param>
    public InflateWorkspace(ReadOnlyMemory<byte> source, int limit)
    {
        (_source, _limit) = (source, limit);
        _output = new byte[Math.Min(limit, Math.Max(256, 4L * source.Length))];
    }

    /// <summary>What came out so far.</summary>
    public ReadOnlySpan<byte> Output => _output.AsSpan(0, _written);

    /// <summary>
    /// The number of packed bytes that belong to the stream, or that were read until its fault.
    /// </summary>
    public int Consumed => Math.Min(_next - _bitCount / 8, _source.Length);

    /// <summary>
    /// Unpacks the whole stream; false when it is damaged, cut off, or longer than the limit.
    /// </summary>
    public bool Run()
    {
        while (true)
        {
            var last = Take(1) == 1;
            var unpacked = Take(2) switch
            {
                0 => Stored(),
                1 => Fixed() && Codes(),
                2 => Dynamic() && Codes(),
                _ => false,
            };
            if (!unpacked || Overrun) return false;
            if (last) return true;
        }
    }

    private static ReadOnlySpan<ushort> LengthBase =>
    [
        3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195,
        227, 258,
    ];

    private static ReadOnlySpan<byte> LengthExtra =>
        [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];

    private static ReadOnlySpan<ushort> DistanceBase =>
    [
        1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073,
        4097, 6145,
        8193, 12289, 16385, 24577,
    ];

    private static ReadOnlySpan<byte> DistanceExtra =>
        [0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13];

    private static ReadOnlySpan<byte> LengthOrder =>
        [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

    private bool Overrun => _next - _bitCount / 8 > _source.Length;

    private void Fill()
    {
        while (_bitCount <= 48)
        {
            if (_next < _source.Length) _bits |= (ulong)_source.Span[_next] << _bitCount;
            _next++;
            _bitCount += 8;
        }
    }

    private int Take(int count)
    {
        if (_bitCount < count) Fill();
        var value = (int)(_bits & ((1UL << count) - 1));
        _bits >>= count;
        _bitCount -= count;
        return value;
    }

    private int Decode(ushort[] table)
    {
        if (_bitCount < LongestCode) Fill();
        var entry = table[(int)(_bits & ((1 << LongestCode) - 1))];
        var length = entry & 15;
        _bits >>= length;
        _bitCount -= length;
        return length == 0 ? -1 : entry >> 4;
    }

    private bool Stored()
    {
        _ = Take(_bitCount % 8);
        var length = Take(16);
        if (Take(16) != (length ^ 0xFFFF)) return false;
        var start = _next - _bitCount / 8;
        if (start + length > _source.Length || !MakeRoom(length)) return false;
        _source.Span.Slice(start, length).CopyTo(_output.AsSpan(_written));
        _written += length;
        (_next, _bits, _bitCount) = (start + length, 0, 0);
        return true;
    }

    private bool Fixed()
    {
        _lengths.AsSpan(0, 144).Fill(8);
        _lengths.AsSpan(144, 112).Fill(9);
        _lengths.AsSpan(256, 24).Fill(7);
        _lengths.AsSpan(280, 8).Fill(8);
        _lengths.AsSpan(288, 30).Fill(5);
        return Build(_lengths.AsSpan(0, 288), _literals) && Build(_lengths.AsSpan(288, 30), _distances);
    }

    private bool Dynamic()
    {
        var (literals, distances, codes) = (Take(5) + 257, Take(5) + 1, Take(4) + 4);
        if (literals > 286 || distances > 30) return false;
        _lengths.AsSpan().Clear();
        for (var i = 0; i < codes; i++) _lengths[LengthOrder[i]] = Take(3);
        if (!Build(_lengths.AsSpan(0, 19), _literals)) return false;
        _lengths.AsSpan().Clear();
        for (var i = 0; i < literals + distances;)
        {
            var symbol = Decode(_literals);
            if (symbol < 0 || Overrun || (symbol == 16 && i == 0)) return false;
            var (value, repeats) = symbol switch
            {
                16 => (_lengths[i - 1], 3 + Take(2)),
                17 => (0, 3 + Take(3)),
                18 => (0, 11 + Take(7)),
                _ => (symbol, 1),
            };
            if (i + repeats > literals + distances) return false;
            _lengths.AsSpan(i, repeats).Fill(value);
            i += repeats;
        }

        return _lengths[EndOfBlock] > 0
            && Build(_lengths.AsSpan(literals, distances), _distances)
            && Build(_lengths.AsSpan(0, literals), _literals);
    }

    private static bool Build(ReadOnlySpan<int> lengths, ushort[] table)
    {
        Array.Clear(table);
        var code = 0;
        for (var length = 1; length <= LongestCode; length++)
        {
            for (var symbol = 0; symbol < lengths.Length; symbol++)
            {
                if (lengths[symbol] != length) continue;
                if (code >> length != 0) return false;
                for (var i = Reversed(code, length); i < table.Length; i += 1 << length)
                    table[i] = (ushort)((symbol << 4) | length);
                code++;
            }

            code <<= 1;
        }

        return true;
    }

    private static int Reversed(int code, int length)
    {
        var reversed = 0;
        for (var i = 0; i < length; i++) reversed |= ((code >> i) & 1) << (length - 1 - i);
        return reversed;
    }

    private bool Codes()
    {
        while (!Overrun)
        {
            var symbol = Decode(_literals);
            if (symbol == EndOfBlock) return true;
            if (symbol < 0 || symbol - 257 >= LengthBase.Length) return false;
            if (symbol > EndOfBlock ? !Copy(symbol - 257) : !Write((byte)symbol)) return false;
        }

        return false;
    }

    private bool Write(byte value)
    {
        if (!MakeRoom(1)) return false;
        _output[_written++] = value;
        return true;
    }

    private bool Copy(int symbol)
    {
        var length = LengthBase[symbol] + Take(LengthExtra[symbol]);
        var code = Decode(_distances);
        if (code < 0 || code >= DistanceBase.Length) return false;
        var distance = DistanceBase[code] + Take(DistanceExtra[code]);
        if (distance > _written || !MakeRoom(length)) return false;
        for (var end = _written + length; _written < end; _written++)
        {
            _output[_written] = _output[_written - distance];
        }
        return true;
    }

    private bool MakeRoom(int count)
    {
        if (_written + (long)count > _limit) return false;
        if (_written + count > _output.Length)
            Array.Resize(ref _output, (int)Math.Min(_limit, Math.Max(2L * _output.Length, _written + count)));
        return true;
    }
}
