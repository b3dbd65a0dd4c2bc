using System.Numerics;
using NeuralOde.Core.Solving;
using NeuralOde.Core.Values;

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
