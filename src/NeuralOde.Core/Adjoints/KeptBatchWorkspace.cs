using System.Numerics;
using NeuralOde.Core.Solving;

namespace NeuralOde.Core.Adjoints;

/// <summary>A copy of the problems and parameters of a forward solve, for the way back.</summary>
/// <typeparam name="T">The element type of states and parameters.</typeparam>
internal sealed class KeptBatchWorkspace<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly KeptWorkspace<T> _y0 = new();
    private readonly KeptWorkspace<T> _inputs = new();
    private readonly KeptWorkspace<T> _parameters = new();
    private readonly KeptWorkspace<double> _t0 = new();
    private readonly KeptWorkspace<double> _t1 = new();
    private readonly KeptWorkspace<int> _timeOffsets = new();
    private readonly KeptWorkspace<double> _times = new();
    private readonly KeptWorkspace<double> _relativeTolerances = new();
    private readonly KeptWorkspace<double> _absoluteTolerances = new();
    private readonly KeptWorkspace<int> _maximumSteps = new();
    private readonly KeptWorkspace<int> _stepOffsets = new();
    private readonly KeptWorkspace<double> _stepEnds = new();

    /// <summary>θ; shape [parameters].</summary>
    public ReadOnlySpan<T> Parameters => _parameters.Values;

    /// <summary>The problems as they were given.</summary>
    public ProblemBatch<T> Problems => new()
    {
        Examples = _t0.Values.Length,
        Y0 = _y0.Values,
        Inputs = _inputs.Values,
        T0 = _t0.Values,
        T1 = _t1.Values,
        TimeOffsets = _timeOffsets.Values,
        Times = _times.Values,
        RelativeTolerances = _relativeTolerances.Values,
        AbsoluteTolerances = _absoluteTolerances.Values,
        MaximumSteps = _maximumSteps.Values,
        StepOffsets = _stepOffsets.Values,
        StepEnds = _stepEnds.Values,
    };

    /// <summary>Copies problems and parameters in place of those before.</summary>
    public void Keep(in ProblemBatch<T> problems, ReadOnlySpan<T> parameters)
    {
        _y0.Keep(problems.Y0);
        _inputs.Keep(problems.Inputs);
        _parameters.Keep(parameters);
        _t0.Keep(problems.T0);
        _t1.Keep(problems.T1);
        _timeOffsets.Keep(problems.TimeOffsets);
        _times.Keep(problems.Times);
        _relativeTolerances.Keep(problems.RelativeTolerances);
        _absoluteTolerances.Keep(problems.AbsoluteTolerances);
        _maximumSteps.Keep(problems.MaximumSteps);
        _stepOffsets.Keep(problems.StepOffsets);
        _stepEnds.Keep(problems.StepEnds);
    }
}

/// <summary>A run of values that grows when it must, and is used again.</summary>
/// <typeparam name="T">The element type.</typeparam>
internal sealed class KeptWorkspace<T>
    where T : unmanaged
{
    private T[] _values = [];
    private int _count;

    /// <summary>The values; their number is that of the last call.</summary>
    public Span<T> Values => _values.AsSpan(0, _count);

    /// <summary>Copies values in place of those before.</summary>
    public void Keep(ReadOnlySpan<T> values) => values.CopyTo(Sized(values.Length));

    /// <summary>Makes room for so many values, and sets them to 0.</summary>
    public Span<T> Cleared(int count)
    {
        Sized(count).Clear();
        return Values;
    }

    /// <summary>Makes room for so many values, whatever they hold.</summary>
    public Span<T> Sized(int count)
    {
        if (_values.Length < count) _values = new T[Math.Max(count, 2 * _values.Length)];
        _count = count;
        return Values;
    }
}
