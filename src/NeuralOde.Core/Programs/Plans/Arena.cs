namespace NeuralOde.Core.Programs.Plans;

/// <summary>Deals out the memory of a plan: what is given back serves again.</summary>
internal sealed class Arena
{
    /// <summary>
    /// Blocks begin and end at a multiple of this many elements, which is 64 bytes or more: the widest vector has room
    /// behind whatever begins with a block.
    /// </summary>
    public const int Alignment = 16;

    private readonly List<(int Start, int Length, bool IsFree)> _blocks = [];

    /// <summary>The number of elements that are needed in all.</summary>
    public int Length => _blocks.Count == 0 ? 0 : _blocks[^1].Start + _blocks[^1].Length;

    /// <summary>The start of a block; the free one that fits best, or a new one.</summary>
    public int Take(int length)
    {
        length = (length + Alignment - 1) / Alignment * Alignment;
        var best = -1;
        for (var i = 0; i < _blocks.Count; i++)
        {
            if (!_blocks[i].IsFree || _blocks[i].Length < length) continue;
            if (best < 0 || _blocks[i].Length < _blocks[best].Length) best = i;
        }

        if (best < 0)
        {
            _blocks.Add((Length, length, false));
            return _blocks[^1].Start;
        }

        var (start, size, _) = _blocks[best];
        _blocks[best] = (start, length, false);
        if (size > length) _blocks.Insert(best + 1, (start + length, size - length, true));
        return start;
    }

    /// <summary>Takes a block back; free neighbours are joined.</summary>
    public void Return(int start)
    {
        var at = _blocks.FindIndex(block => block.Start == start);
        _blocks[at] = _blocks[at] with { IsFree = true };
        if (at + 1 < _blocks.Count && _blocks[at + 1].IsFree) Join(at);
        if (at > 0 && _blocks[at - 1].IsFree) Join(at - 1);
    }

    private void Join(int at)
    {
        _blocks[at] = (_blocks[at].Start, _blocks[at].Length + _blocks[at + 1].Length, true);
        _blocks.RemoveAt(at + 1);
    }
}
