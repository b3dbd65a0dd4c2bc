using System.Numerics;
using NeuralOde.Core.Programs;

namespace NeuralOde.Core.Solving;

/// <summary>
/// Solves batches of one field again and again, without allocating once it has grown to their size.
/// </summary>
/// <remarks>Used by one thread at a time. What it gives stays valid until the next run.</remarks>
/// <typeparam name="T">The element type of states and parameters.</typeparam>
public sealed class SolveWorkspace<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ResultWorkspace<T> _results;
    private readonly Dictionary<int, TileWorkspace<T>> _tiles = [];

    /// <summary>Prepares for a field.</summary>
    /// <param name="field">The vector field.</param>
    /// <param name="options">How it is solved.</param>
    /// <param name="recordSteps">True to keep the accepted steps in <see cref="Tape"/>.</param>
    /// <exception cref="ArgumentException">The options contradict one another.</exception>
    public SolveWorkspace(VectorField field, SolveOptions options, bool recordSteps)
    {
        Stepping = new(field, options, recordSteps);
        _results = new(field.State, Stepping.Coefficients.Stages);
    }

    /// <summary>
    /// The states at the evaluation times, NaN where an example did not come; shape [Σ times, state].
    /// </summary>
    public ReadOnlySpan<T> Values => _results.Values;

    /// <summary>The state at which each example ended; shape [examples, state].</summary>
    public ReadOnlySpan<T> Final => _results.Final;

    /// <summary>How each example went; shape [examples].</summary>
    public ReadOnlySpan<LaneRecord> Lanes => _results.Lanes;

    /// <summary>The accepted steps, empty unless they are recorded.</summary>
    public StepTapeWorkspace<T> Tape => _results.Tape;

    /// <summary>
    /// The steps that the tile took for the batch: while it takes one, every lane of it does.
    /// </summary>
    public int TileSteps => _results.TileSteps;

    /// <summary>
    /// f(t0, y0) of each example where the method or the first step needed it; shape [examples, state].
    /// </summary>
    internal ReadOnlySpan<T> FirstSlopes => _results.FirstSlopes;

    /// <summary>The field and how it is stepped.</summary>
    internal Stepping<T> Stepping { get; }

    /// <summary>Who sees each step, if anyone.</summary>
    internal IStepWitness<T>? Witness { get; set; }

    /// <summary>Solves every example of a batch.</summary>
    /// <param name="batch">The problems.</param>
    /// <param name="parameters">θ; shape [parameters].</param>
    /// <exception cref="ArgumentException">
    /// Two lengths do not fit, or times are not finite and in order.
    /// </exception>
    public void Run(in ProblemBatch<T> batch, ReadOnlySpan<T> parameters)
    {
        BatchCheck.Of(Stepping, batch, parameters.Length);
        var tile = Tile(batch.Examples);
        parameters.CopyTo(tile.Memory.Input(2));
        tile.Plan.Bind(tile.Memory);
        _results.Clear(batch.Examples, batch.Times.Length, tile.KeptOfLane);
        SolveLoop.Run(new SolveScope<T>(Stepping, batch, tile, _results) { Witness = Witness });
    }

    /// <summary>What the last run worked with, to do some of it again.</summary>
    internal SolveScope<T> Scope(in ProblemBatch<T> batch) =>
        new(Stepping, batch, Tile(batch.Examples), _results);

    /// <summary>The number of lanes in which so many examples are solved.</summary>
    internal int LanesFor(int examples) =>
        TileSize.Of<T>(Stepping.Options, Stepping.Field.State, examples);

    private TileWorkspace<T> Tile(int examples)
    {
        var lanes = LanesFor(examples);
        if (!_tiles.TryGetValue(lanes, out var tile)) _tiles[lanes] = tile = new(Stepping, lanes);
        tile.Tolerate((Stepping.Options.RelativeTolerance, Stepping.Options.AbsoluteTolerance));
        return tile;
    }
}
