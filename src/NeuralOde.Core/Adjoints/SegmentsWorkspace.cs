using System.Numerics;
using System.Runtime.CompilerServices;
using NeuralOde.Core.Programs;
using NeuralOde.Core.Solving;
using NeuralOde.Core.Values;

namespace NeuralOde.Core.Adjoints;

/// <summary>
/// How far each example has come on its way back, and the problems of the segments that are next.
/// </summary>
/// <typeparam name="T">The element type of states and parameters.</typeparam>
internal sealed class SegmentsWorkspace<T>(VectorField field, Adjoint.Backsolve adjoint)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly int _state = field.State;
    private readonly int _inputs = field.Inputs;
    private readonly KeptWorkspace<T> _augmented = new();
    private readonly KeptWorkspace<double> _times = new();
    private readonly KeptWorkspace<int> _observations = new();
    private readonly KeptWorkspace<int> _rows = new();
    private readonly KeptWorkspace<T> _rowStates = new();
    private readonly KeptWorkspace<T> _rowInputs = new();
    private readonly KeptWorkspace<double> _from = new();
    private readonly KeptWorkspace<double> _to = new();
    private readonly KeptWorkspace<double> _relativeTolerances = new();
    private readonly KeptWorkspace<double> _absoluteTolerances = new();

    /// <summary>The number of problems.</summary>
    public int Count => _rows.Values.Length;

    /// <summary>The bytes kept of all examples: (y, a), and how far each has come.</summary>
    public long HeldBytes =>
        (long)_times.Values.Length * (2 * _state * Unsafe.SizeOf<T>() + sizeof(double) + sizeof(int));

    /// <summary>The segments that are next, as problems of the augmented field.</summary>
    public ProblemBatch<T> Problems => new()
    {
        Examples = Count,
        Y0 = _rowStates.Values,
        Inputs = _rowInputs.Values,
        T0 = _from.Values,
        T1 = _to.Values,
        RelativeTolerances = _relativeTolerances.Values,
        AbsoluteTolerances = _absoluteTolerances.Values,
    };

    /// <summary>The example that a problem belongs to.</summary>
    public int Example(int row) => _rows.Values[row];

    /// <summary>Puts the included examples on their last observation, for behind it a is 0.</summary>
    public void Begin(in PullBackRequest<T> request, CotangentsWorkspace<T> cotangents)
    {
        var t0 = request.Kept.Problems.T0;
        _ = _augmented.Cleared(t0.Length * 2 * _state);
        _ = _observations.Cleared(t0.Length);
        _times.Keep(t0);
        for (var example = 0; example < t0.Length; example++)
        {
            if (!request.Includes(example)) continue;
            cotangents.Start.Slice(example * _state, _state).Clear();
            cotangents.Inputs.Slice(example * _inputs, _inputs).Clear();
            _observations.Values[example] = request.EndOfTimesOf(example) - 1;
            Arrive(request, example, Augmented(example), cotangents);
        }
    }

    /// <summary>
    /// Makes the problems of the examples that are not yet at their start; false if there is none.
    /// </summary>
    public bool Gather(in PullBackRequest<T> request)
    {
        var problems = request.Kept.Problems;
        var rows = _rows.Sized(problems.Examples);
        var count = 0;
        for (var example = 0; example < problems.Examples; example++)
        {
            if (_times.Values[example] != problems.T0[example]) rows[count++] = example;
        }

        rows = _rows.Sized(count);
        var from = _from.Sized(count);
        var to = _to.Sized(count);
        for (var row = 0; row < count; row++)
        {
            var example = rows[row];
            (from[row], to[row]) = (_times.Values[example], Target(request, example).Time);
        }

        GatherRows(_augmented.Values, _rowStates, 2 * _state);
        GatherRows(problems.Inputs, _rowInputs, _inputs);
        GatherRows(adjoint.RelativeTolerance > 0 ? [] : problems.RelativeTolerances, _relativeTolerances, 1);
        GatherRows(adjoint.AbsoluteTolerance > 0 ? [] : problems.AbsoluteTolerances, _absoluteTolerances, 1);
        return count > 0;
    }

    /// <summary>How far y is from the forward solution at the end of a segment; no unit.</summary>
    public double Defect(in PullBackRequest<T> request, int row, ReadOnlySpan<T> back)
    {
        var state = Target(request, Example(row)).State;
        var sum = 0.0;
        for (var f = 0; f < state.Length; f++)
        {
            var y = double.CreateTruncating(state[f]);
            var part = (double.CreateTruncating(back[f]) - y) / (1 + Math.Abs(y));
            sum += part * part;
        }

        return Math.Sqrt(sum / state.Length);
    }

    /// <summary>
    /// Brings an example to the end of its segment: y of the forward solution,
    /// a of the way back plus ȳ there.
    /// </summary>
    public void Arrive(
        in PullBackRequest<T> request, int example, ReadOnlySpan<T> back, CotangentsWorkspace<T> cotangents)
    {
        var (time, state) = Target(request, example);
        var augmented = Augmented(example);
        state.CopyTo(augmented);
        var a = augmented[_state..];
        back[_state..].CopyTo(a);
        _times.Values[example] = time;
        if (time == request.Kept.Problems.T0[example])
        {
            a.CopyTo(cotangents.Start[(example * _state)..]);
            return;
        }

        ref var observation = ref _observations.Values[example];
        for (; observation >= request.FirstTimeOf(example) && request.Times[observation] == time; observation--)
        {
            var cotangent = request.ValuesCotangent.Slice(observation * _state, _state);
            for (var f = 0; f < _state; f++) a[f] += cotangent[f];
        }
    }

    /// <summary>Gives an example up.</summary>
    public void Leave(in PullBackRequest<T> request, int example) =>
        _times.Values[example] = request.Kept.Problems.T0[example];

    /// <summary>Where the segment of an example ends, and the forward solution there.</summary>
    private Place Target(in PullBackRequest<T> request, int example)
    {
        var problems = request.Kept.Problems;
        var observation = _observations.Values[example];
        return observation >= request.FirstTimeOf(example)
            ? new(problems.Times[observation], request.Solution.Values.Slice(observation * _state, _state))
            : new(problems.T0[example], problems.Y0.Slice(example * _state, _state));
    }

    private Span<T> Augmented(int example) => _augmented.Values.Slice(example * 2 * _state, 2 * _state);

    private void GatherRows<TItem>(ReadOnlySpan<TItem> from, KeptWorkspace<TItem> into, int width)
        where TItem : unmanaged
    {
        var rows = into.Sized(from.IsEmpty ? 0 : Count * width);
        for (var row = 0; row < rows.Length; row += width)
        {
            from.Slice(Example(row / width) * width, width).CopyTo(rows[row..]);
        }
    }

    private readonly ref struct Place(double time, ReadOnlySpan<T> state)
    {
        public double Time { get; } = time;

        public ReadOnlySpan<T> State { get; } = state;

        public void Deconstruct(out double time, out ReadOnlySpan<T> state)
        {
            time = Time;
            state = State;
        }
    }
}
