using System.Numerics;
using System.Runtime.CompilerServices;
using NeuralOde.Core.Solving;

namespace NeuralOde.Core.Adjoints;

/// <summary>
/// Stored states of a tile: of each lane its time, state, first slope, step size and controller history.
/// </summary>
/// <typeparam name="T">The element type of the state.</typeparam>
internal sealed class TileCheckpointsWorkspace<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly List<CheckpointWorkspace> _slots = [];

    /// <summary>The bytes that the slots in use take.</summary>
    public long HeldBytes { get; private set; }

    /// <summary>Begins to count the slots in use again.</summary>
    public void Clear() => HeldBytes = 0;

    /// <summary>Stores the present state of a tile.</summary>
    public void Store(TileWorkspace<T> tile, int slot)
    {
        while (_slots.Count <= slot) _slots.Add(new(tile));
        _slots[slot].Store(tile);
        HeldBytes = Math.Max(HeldBytes, (slot + 1) * _slots[slot].Bytes);
    }

    /// <summary>Puts a tile back into a stored state.</summary>
    public void Restore(TileWorkspace<T> tile, int slot) => _slots[slot].Restore(tile);

    private sealed class CheckpointWorkspace(TileWorkspace<T> tile)
    {
        private readonly T[] _states = new T[tile.Y.Length];
        private readonly T[] _slopes = new T[tile.Y.Length];
        private readonly LaneWorkspace[] _lanes = new LaneWorkspace[tile.Lanes.Length];
        private readonly double[] _steps = new double[tile.Steps.Kept.Length];

        public long Bytes => (long)(_states.Length + _slopes.Length) * Unsafe.SizeOf<T>()
            + (long)_lanes.Length * Unsafe.SizeOf<LaneWorkspace>() + (long)_steps.Length * sizeof(double);

        public void Store(TileWorkspace<T> tile)
        {
            tile.Y.CopyTo(_states);
            tile.Slope(0).CopyTo(_slopes);
            tile.Lanes.CopyTo(_lanes);
            tile.Steps.Kept.CopyTo(_steps);
        }

        public void Restore(TileWorkspace<T> tile)
        {
            _states.CopyTo(tile.Y);
            _slopes.CopyTo(tile.Slope(0));
            _lanes.CopyTo(tile.Lanes);
            _steps.CopyTo(tile.Steps.Kept);
        }
    }
}
