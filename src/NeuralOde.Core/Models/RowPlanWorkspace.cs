using System.Numerics;
using NeuralOde.Core.Programs;
using NeuralOde.Core.Programs.Plans;
using NeuralOde.Numerics.Lanes;

namespace NeuralOde.Core.Models;

/// <summary>Runs a program over any number of rows, in tiles of lanes.</summary>
/// <typeparam name="T">The type of the numbers.</typeparam>
internal sealed class RowPlanWorkspace<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Program _program;
    private readonly Plan<T> _plan;
    private readonly PlanMemory<T> _memory;

    /// <summary>Prepares for a program.</summary>
    /// <param name="program">What is applied to each row.</param>
    public RowPlanWorkspace(Program program)
    {
        _program = program;
        _plan = Plan<T>.Compile(program, Lanes);
        _memory = _plan.CreateMemory();
    }

    /// <summary>The rows of a tile. A constant: sums over rows depend on it.</summary>
    public static int Lanes => 32;

    /// <summary>Sets the one input that all rows share, and begins new sums.</summary>
    /// <param name="input">Its place among the program's inputs.</param>
    /// <param name="values">Its values; shape [size].</param>
    public void Share(int input, ReadOnlySpan<T> values)
    {
        values.CopyTo(_memory.Input(input));
        _memory.ClearSums();
        _plan.Bind(_memory);
    }

    /// <summary>Copies the rows of a tile into its lanes; lanes without a row repeat the first one.</summary>
    /// <param name="input">The place among the program's inputs.</param>
    /// <param name="rows">All rows; shape [rows, size].</param>
    /// <param name="first">The first row of the tile.</param>
    public void Load(int input, ReadOnlySpan<T> rows, int first)
    {
        var count = Turn(input, rows, first);
        var lanes = _memory.Input(input);
        for (var f = 0; count < Lanes && f < lanes.Length; f += Lanes)
        {
            lanes.Slice(f + count, Lanes - count).Fill(lanes[f]);
        }
    }

    /// <summary>
    /// The same for a cotangent: lanes without a row get 0, so that they add nothing to sums.
    /// </summary>
    /// <param name="input">The place among the program's inputs.</param>
    /// <param name="rows">All rows; shape [rows, size].</param>
    /// <param name="first">The first row of the tile.</param>
    public void LoadCotangent(int input, ReadOnlySpan<T> rows, int first)
    {
        var count = Turn(input, rows, first);
        var lanes = _memory.Input(input);
        for (var f = 0; count < Lanes && f < lanes.Length; f += Lanes)
        {
            lanes.Slice(f + count, Lanes - count).Clear();
        }
    }

    /// <summary>Evaluates the tile.</summary>
    public void Run() => _plan.Run(_memory);

    /// <summary>Copies an output of the tile to its rows.</summary>
    /// <param name="output">The place among the program's outputs.</param>
    /// <param name="rows">All rows; shape [rows, size].</param>
    /// <param name="first">The first row of the tile.</param>
    public void Store(int output, Span<T> rows, int first)
    {
        var lanes = _memory.Output(output);
        var size = lanes.Length / Lanes;
        var count = Math.Min(Lanes, rows.Length / size - first);
        LaneTurn.Into(lanes, new(size, count) { SourceStride = Lanes }, rows[(first * size)..]);
    }

    /// <summary>Adds the sums over all tiles since <see cref="Share"/>; shape [size].</summary>
    /// <param name="output">The place among the program's outputs.</param>
    /// <param name="destination">Receives them in addition; shape [size].</param>
    public void AddSums(int output, Span<T> destination)
    {
        var sums = _memory.Output(output);
        for (var i = 0; i < destination.Length; i++) destination[i] += sums[i];
    }

    /// <summary>Turns the rows of a tile into its lanes.</summary>
    /// <returns>The number of rows that there are.</returns>
    private int Turn(int input, ReadOnlySpan<T> rows, int first)
    {
        var size = _program.Inputs[input].Size;
        var count = Math.Min(Lanes, rows.Length / size - first);
        LaneTurn.Into(
            rows[(first * size)..], new(count, size) { DestinationStride = Lanes }, _memory.Input(input));
        return count;
    }
}
