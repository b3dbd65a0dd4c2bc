using System.Numerics;
using NeuralOde.Core.Programs.Plans;
using NeuralOde.Numerics.Lanes;

namespace NeuralOde.Core.Solving;

/// <summary>The lanes that are solved together: their states, slopes and controller histories.</summary>
/// <typeparam name="T">The element type of the state.</typeparam>
internal sealed class TileWorkspace<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly StepPlan<T> _plan;
    private readonly int _evaluations;
    private readonly T[] _records;

    internal TileWorkspace(Stepping<T> stepping, int lanes)
    {
        _plan = new(stepping, lanes);
        _evaluations = stepping.Coefficients.Evaluations;
        (Lanes, Steps) = (new LaneWorkspace[lanes], StepsOf(lanes));
        Control = stepping.Law is { } law
            ? new(law, StepEnds.Bounds(stepping.Options), stepping.RecordsSteps, lanes)
            : null;
        Taken = lanes;
        _records = new T[stepping.RecordsSteps ? stepping.Coefficients.Stages * _plan.Layout.Y.Length : 0];
        foreach (ref var lane in Lanes.AsSpan()) lane.Example = LaneWorkspace.Idle;
    }

    /// <summary>One evaluation of the field.</summary>
    internal Plan<T> Plan => _plan.Field;

    internal PlanMemory<T> Memory => _plan.Memory;

    /// <summary>The examples in the lanes; shape [lanes].</summary>
    internal LaneWorkspace[] Lanes { get; }

    /// <summary>Where the lanes are, and their steps in hand.</summary>
    internal StepsWorkspace Steps { get; }

    /// <summary>How steps follow their errors, if they do.</summary>
    internal ControlRun? Control { get; }

    /// <summary>The lanes from the first on that are computed; all others are idle. Whole granules.</summary>
    internal int Taken { get; set; }

    /// <summary>The number of lanes that are not idle.</summary>
    internal int Occupied { get; set; }

    /// <summary>The next example to be loaded.</summary>
    internal int NextExample { get; set; }

    /// <summary>The states in which the steps begin; shape [state, lanes].</summary>
    internal Span<T> Y => Memory.At(_plan.Layout.Y);

    /// <summary>
    /// The states in which the steps end; shape [state, lanes]. With a method that keeps its last slope they
    /// are what the field was given last.
    /// </summary>
    internal Span<T> Y1 => Memory.At(_plan.Layout.Y1);

    /// <summary>h of the step in hand, in the type of the state; shape [lanes].</summary>
    internal Span<T> Sizes => Memory.At(_plan.Layout.Sizes);

    /// <summary>1 where the step in hand is accepted, else 0; shape [lanes].</summary>
    internal Span<T> Mask => Memory.At(_plan.Layout.Mask);

    /// <summary>The squares of the error ratios, in the type of the state; shape [lanes].</summary>
    internal Span<T> Squares => Memory.At(_plan.Layout.Squares);

    /// <summary>Relative, then absolute tolerances; shape [2, lanes].</summary>
    internal Span<T> Tolerances => Memory.At(_plan.Layout.Tolerances);

    /// <summary>The steps in hand, for kernels.</summary>
    internal StepView<T> View => new()
    {
        Y = Y,
        Slopes = Slopes,
        Sizes = Sizes,
        Y1 = Y1,
        Tolerances = Tolerances,
    };

    /// <summary>The slopes of all stages; shape [stages, state, lanes].</summary>
    internal Span<T> Slopes => Memory.At(_plan.Layout.Slopes);

    /// <summary>The slopes of one stage; shape [state, lanes].</summary>
    internal Span<T> Slope(int stage)
    {
        var size = _plan.Layout.Y.Length;
        return Slopes.Slice(stage * size, size);
    }

    /// <summary>The times that the field sees in one stage; shape [lanes].</summary>
    internal Span<T> StageTimes(int stage) =>
        Memory.At(_plan.Layout.Times).Slice(stage * Lanes.Length, Lanes.Length);

    /// <summary>What is kept of the evaluations for the way back; shape [stages, kept, lanes].</summary>
    internal Span<T> Kept => Memory.At(_plan.Layout.Kept);

    /// <summary>The same of the first stage; shape [kept, lanes].</summary>
    internal Span<T> FirstKept => Memory.At(_plan.Layout.FirstKept);

    /// <summary>How many numbers are kept of an evaluation in one lane.</summary>
    internal int KeptOfLane => _plan.Layout.FirstKept.Features;

    /// <summary>Takes what is kept of the last evaluation of the field as that of the first stage.</summary>
    internal void KeepFirst() => _plan.KeepFirst();

    /// <summary>
    /// Finds the slopes of the steps in hand, the states at their ends and, where errors matter, their ratios.
    /// </summary>
    internal void Run() => _plan.Run(Taken);

    /// <summary>Moves the lanes whose step is accepted to its end.</summary>
    internal void Accept() => _plan.Accept(Taken);

    /// <summary>Writes rows of features into the lanes from the first on.</summary>
    internal void Load(ReadOnlySpan<T> rows, Span<T> into)
    {
        var features = into.Length / Lanes.Length;
        if (features == 0) return;
        LaneTurn.Into(rows, new(rows.Length / features, features) { DestinationStride = Lanes.Length }, into);
    }

    /// <summary>Reads the features of the lanes from the first on as rows.</summary>
    internal void Store(ReadOnlySpan<T> from, Span<T> rows)
    {
        var features = from.Length / Lanes.Length;
        if (features == 0) return;
        LaneTurn.Into(from, new(features, rows.Length / features) { SourceStride = Lanes.Length }, rows);
    }

    /// <summary>
    /// Makes rows of the steps in hand, as a tape keeps them: the state, then all slopes but the last.
    /// </summary>
    internal void MakeRecords()
    {
        var (lanes, row, state) = (Lanes.Length, _records.Length / Lanes.Length, Y.Length / Lanes.Length);
        LaneTurn.Into(Y, new(state, lanes) { DestinationStride = row }, _records);
        LaneTurn.Into(Slopes, new(row - state, lanes) { DestinationStride = row }, _records.AsSpan(state));
    }

    /// <summary>The step in hand of one lane, once rows are made; shape [stages, state].</summary>
    internal ReadOnlySpan<T> RecordOf(int lane)
    {
        var row = _records.Length / Lanes.Length;
        return _records.AsSpan(lane * row, row);
    }

    /// <summary>Gives the example of one lane to another, between two steps.</summary>
    internal void Move(int from, int to)
    {
        Lanes[to] = Lanes[from];
        Steps.Move(from, to);
        MoveFeatures(Y);
        MoveFeatures(Slope(0));
        MoveFeatures(Memory.Input(3));
        MoveFeatures(Tolerances);

        void MoveFeatures(Span<T> features)
        {
            for (var at = 0; at < features.Length; at += Lanes.Length) features[at + to] = features[at + from];
        }
    }

    /// <summary>Writes the features of one lane.</summary>
    internal void Scatter(ReadOnlySpan<T> features, Span<T> into, int lane)
    {
        for (var f = 0; f < features.Length; f++) into[f * Lanes.Length + lane] = features[f];
    }

    /// <summary>Reads the features of one lane.</summary>
    internal void Gather(ReadOnlySpan<T> from, int lane, Span<T> features)
    {
        for (var f = 0; f < features.Length; f++) features[f] = from[f * Lanes.Length + lane];
    }

    /// <summary>Sets the tolerances of all lanes.</summary>
    internal void Tolerate((double Relative, double Absolute) tolerances)
    {
        Tolerances[..Lanes.Length].Fill(T.CreateTruncating(tolerances.Relative));
        Tolerances[Lanes.Length..].Fill(T.CreateTruncating(tolerances.Absolute));
    }

    /// <summary>Sets the tolerances of one lane.</summary>
    internal void Tolerate((double Relative, double Absolute) tolerances, int lane)
    {
        Tolerances[lane] = T.CreateTruncating(tolerances.Relative);
        Tolerances[Lanes.Length + lane] = T.CreateTruncating(tolerances.Absolute);
    }

    /// <summary>Sets the time at which the solution of a lane is wanted next.</summary>
    internal void Observe(in ProblemBatch<T> batch, int lane)
    {
        ref readonly var place = ref Lanes[lane];
        Steps.Observations[lane] = place.NextTime < place.TimesEnd ? batch.Times[place.NextTime] : double.NaN;
    }

    /// <summary>Ends the example of a lane.</summary>
    internal void Stop(int lane, OutcomeCode code)
    {
        (Lanes[lane].Code, Lanes[lane].IsDone) = (code, true);
        Steps.Stop(lane);
    }

    /// <summary>What is reported of the example of a lane.</summary>
    internal LaneRecord Record(int lane)
    {
        ref readonly var place = ref Lanes[lane];
        var rows = Steps.Rows;
        var (tries, rejected) = ((int)rows[StepRow.Tries, lane], (int)rows[StepRow.Rejected, lane]);
        return new(
            place.Code,
            tries - rejected,
            rejected,
            place.ExtraNfe + tries * _evaluations,
            rows[StepRow.Time, lane],
            Step: tries > 0 ? rows[StepRow.Size, lane] : 0,
            place.Code == OutcomeCode.Finished ? -1 : place.WorstComponent,
            place.Stiffness);
    }

    private StepsWorkspace StepsOf(int lanes) => (object)Memory.Buffer is AlignedBuffer<double> memory
        ? new(memory, _plan.Layout.Rows.Start, lanes)
        : new(lanes);
}
