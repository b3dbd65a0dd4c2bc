using NeuralOde.Core.Adjoints;
using NeuralOde.Core.Solving;
using NeuralOde.Core.Training.Experiments;
using NeuralOde.Core.Values;

namespace NeuralOde.Runtime.Experiments;

/// <summary>Makes the settings of a solve that an experiment describes.</summary>
internal static class ExperimentSolve
{
    // Whole granules of either precision.
    private const int Granule = 16;

    /// <summary>How an ODE stage is solved.</summary>
    public static Result<SolveOptions, ExperimentError> Options(StageSection.Ode section, StagePlace place) =>
        from method in Methods.Named(section.Method).MapError(_ => UnknownMethod(section.Method, place))
        from controller in ControllerOf(section, method, place)
        from lanes in LanesOf(section.Lanes, place)
        select new SolveOptions
        {
            Method = method,
            Controller = controller,
            RelativeTolerance = section.RelativeTolerance,
            AbsoluteTolerance = section.AbsoluteTolerance,
            InitialStep = section.InitialStep,
            MaximumSteps = section.MaximumSteps,
            Lanes = lanes,
        };

    /// <summary>How cotangents are carried back.</summary>
    public static Adjoint AdjointOf(AdjointSection section) => section switch
    {
        AdjointSection.Discrete => new Adjoint.Discrete(),
        AdjointSection.Checkpointed adjoint => new Adjoint.Checkpointed(adjoint.Checkpoints),
        AdjointSection.Backsolve adjoint => new Adjoint.Backsolve
        {
            DefectThreshold = adjoint.DefectThreshold,
            RelativeTolerance = adjoint.RelativeTolerance,
            AbsoluteTolerance = adjoint.AbsoluteTolerance,
        },
        _ => throw Unreachable.Case(section),
    };

    private static Result<StepSizeController, ExperimentError> ControllerOf(
        StageSection.Ode section, Method method, StagePlace place)
    {
        if (section.Controller is not ControllerSection.Fixed
            && method is Method.ExplicitRungeKutta { Tableau.HasError: false })
        {
            return place.Fault(
                "controller", $"{method.Name} estimates no error, so that it cannot choose its steps.",
                "Set the controller to {\"kind\": \"fixed\", \"step\": 0.1}, or take another method.");
        }

        return section.Controller switch
        {
            ControllerSection.Fixed controller => new StepSizeController.Fixed(controller.Step),
            ControllerSection.I => StepSizeController.I,
            ControllerSection.Pi => StepSizeController.PI,
            ControllerSection.Pid => StepSizeController.PID,
            _ => throw Unreachable.Case(section.Controller),
        };
    }

    private static Result<int, ExperimentError> LanesOf(int lanes, StagePlace place) =>
        lanes is 0 or 1 || lanes % Granule == 0
            ? lanes
            : place.Fault(
                "lanes", $"lanes come alone or in multiples of {Granule}, not {lanes} together.",
                $"Take {(lanes / Granule + 1) * Granule}, or 0 to leave it to the solver.");

    private static ExperimentError UnknownMethod(string name, StagePlace place)
    {
        var names = Methods.All.Select(method => method.Name);
        return place.Fault(
            "method", $"there is no method \"{name}\".",
            NearestName.To(name, names) is { } nearest
                ? $"Did you mean \"{nearest}\"?"
                : $"Known: {string.Join(", ", names)}.");
    }
}
