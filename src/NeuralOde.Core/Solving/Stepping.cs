using System.Numerics;
using NeuralOde.Core.Programs;
using NeuralOde.Core.Programs.Plans;
using NeuralOde.Core.Values;
using NeuralOde.Numerics;
using NeuralOde.Numerics.Lanes;

namespace NeuralOde.Core.Solving;

/// <summary>A field and the options it is solved with, checked, and with what follows from them.</summary>
/// <typeparam name="T">The element type of the state.</typeparam>
internal sealed class Stepping<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // No step below this part of the whole interval can be of use.
    private const double RoundingOfInterval = 7.888609052210118e-31;

    private readonly Lazy<KeptValues> _kept;

    internal Stepping(VectorField field, SolveOptions options, bool recordsSteps)
    {
        _kept = new(() => KeptValues.Of(field.Program, Pullback));
        (Field, Options, RecordsSteps) = (field, options, recordsSteps);
        (State, Inputs) = (field.State, field.Inputs);
        Tableau = options.Method switch
        {
            Method.ExplicitRungeKutta method => method.Tableau,
            _ => throw Unreachable.Case(options.Method),
        };
        Coefficients = new(Tableau);
        Law = options.Controller is StepSizeController.Adaptive controller
            ? new(controller, Coefficients.ErrorOrder)
            : null;
        Jumps = new(options.StepTimes);
        SeesTime = Reads(field.Program, input: 0);
        Check(options);
    }

    internal VectorField Field { get; }

    /// <summary>The features of a state, kept beside the field: every example asks for them.</summary>
    internal int State { get; }

    /// <summary>The inputs that each lane has of its own.</summary>
    internal int Inputs { get; }

    internal SolveOptions Options { get; }

    internal ButcherTableau Tableau { get; }

    internal StepCoefficients<T> Coefficients { get; }

    /// <summary>True when the accepted steps are kept.</summary>
    internal bool RecordsSteps { get; }

    /// <summary>The pullback of the field to the state, θ and the inputs, as far as it has them.</summary>
    private Program Pullback => Programs.Pullback.Of(
        Field.Program, [.. Enumerable.Range(1, 3).Where(input => Field.Program.Inputs[input].Size > 0)]);

    /// <summary>How the sizes follow the error, if they do.</summary>
    internal ControlLaw? Law { get; }

    /// <summary>Where the field may jump.</summary>
    internal Jumps<T> Jumps { get; }

    /// <summary>True when the slope depends on the time itself.</summary>
    internal bool SeesTime { get; }

    /// <summary>True when the first step is found from the field.</summary>
    internal bool FindsFirstStep => Law is not null && Options.InitialStep == 0;

    /// <summary>The first step where it is given, else 0.</summary>
    internal double GivenFirstStep =>
        Options.Controller is StepSizeController.Fixed { Step: var step } ? step : Options.InitialStep;

    /// <summary>Between which sizes a first step is sought.</summary>
    internal StartBounds StartBounds => new(Options.MinimumStep, RoundingOfInterval, Options.MaximumStep);

    /// <summary>True when one size serves all lanes.</summary>
    internal bool IsJoint => Options.Coupling == Coupling.Joint;

    /// <summary>The field as so many lanes evaluate it, with what they keep of it for the way back.</summary>
    internal Program FieldFor(int lanes) => Keeps(lanes) ? _kept.Value.Field : Field.Program;

    /// <summary>The pullback as so many lanes evaluate it, of what they kept.</summary>
    internal Program PullbackFor(int lanes) => Keeps(lanes) ? _kept.Value.Pullback : Pullback;

    // What a tile keeps of its steps would not stay in a near cache.
    private bool Keeps(int lanes) => RecordsSteps && lanes == 1;

    private static bool Reads(Program program, int input) => program.Nodes
        .SelectMany(node => node.Arguments)
        .Concat(program.Outputs.Select(output => output.Node))
        .Any(node => program.Nodes[node].Operation is Operation.Input { Index: var index } && index == input);

    private void Check(SolveOptions options)
    {
        Misuse.Unless(
            Law is null || !Coefficients.Error.IsEmpty,
            $"{options.Method.Name} has no embedded error: set Controller to Fixed, or choose another Method.");
        Misuse.Unless(
            Law is not null || options.Controller is StepSizeController.Fixed { Step: > 0 },
            "The step of Controller Fixed must be above 0.");
        Misuse.Unless(options.RelativeTolerance > 0, "RelativeTolerance must be above 0.");
        Misuse.Unless(options.AbsoluteTolerance > 0, "AbsoluteTolerance must be above 0.");
        Misuse.Unless(options.MaximumSteps > 0, "MaximumSteps must be above 0.");
        Misuse.Unless(options.MinimumStep >= 0, "MinimumStep must be 0 or above.");
        Misuse.Unless(options.MaximumStep > options.MinimumStep, "MaximumStep must be above MinimumStep.");
        Misuse.Unless(options.InitialStep >= 0, "InitialStep must be 0, to be found, or above.");
        Misuse.Unless(
            options.Lanes is 0 or 1 || (options.Lanes > 0 && options.Lanes % Plan<T>.Granule == 0),
            $"Lanes = {options.Lanes}, but lanes come alone or in granules of {Plan<T>.Granule}: "
            + "round up, or leave 0.");
        Misuse.Unless(
            options.Lanes == 0 || options.Coupling == Coupling.Independent,
            "Coupling Joint solves all examples in one tile: leave Lanes 0.");
    }
}
