using NeuralOde.Core.Data;
using NeuralOde.Core.Models;
using NeuralOde.Core.Values;

namespace NeuralOde.Runtime.Experiments;

/// <summary>Solutions of the first ODE stage of a model at many times, to be drawn.</summary>
/// <param name="Features">The names of the state's features.</param>
/// <param name="Examples">The examples that were solved.</param>
/// <param name="States">
/// The states, in the unit of the data where the state is the target; shape [times, features].
/// </param>
public sealed record ExperimentTrajectories(
    IReadOnlyList<string> Features, Examples<double> Examples, IReadOnlyList<double> States)
{
    private const int Shown = 12;
    private const int TimesShown = 200;

    /// <summary>The trajectories of the first examples; none where the model has no ODE.</summary>
    /// <param name="setup">The experiment with its data.</param>
    /// <param name="parameters">θ; shape [parameters].</param>
    public static ExperimentTrajectories Of(ExperimentSetup setup, FlatVector parameters)
    {
        var stages = setup.Model.Stages;
        var before = stages.TakeWhile(stage => stage is not Stage.Ode).ToArray();
        if (before.Length == stages.Count) return new([], setup.Data.Training.Take(), []);

        var ode = (Stage.Ode)stages[before.Length];
        var part = Model.Of([.. before, ode with { Span = new SolveSpan.OfExample(), HandsOn = HandsOn.Observations }]);
        var examples = Dense(setup.Data.Training, ode);
        var isTarget = ode.Field.State == setup.Data.Targets.Columns && ode.Span is SolveSpan.OfExample;
        var scale = isTarget ? setup.Data.Targets : Standardisation.None(ode.Field.State);
        return new(
            isTarget ? setup.Data.TargetNames : [.. Enumerable.Range(1, ode.Field.State).Select(i => $"state {i}")],
            examples,
            ExperimentResults.Predict(part, scale, parameters.Slice(0, part.Layout.Total), examples));
    }

    private static Examples<double> Dense(Examples<double> examples, Stage.Ode ode)
    {
        var first = examples.Slice(0, Math.Min(Shown, examples.Count));
        var spans = Enumerable.Range(0, first.Count).Select(example => ode.Span is SolveSpan.Fixed span
            ? (span.T0, span.T1)
            : (T0: first.T0[example], T1: first.Times[first.TimeOffsets[example + 1] - 1])).ToArray();
        return first with
        {
            TargetFeatures = 0,
            T0 = [.. spans.Select(span => span.T0)],
            TimeOffsets = [.. Enumerable.Range(0, first.Count + 1).Select(example => example * TimesShown)],
            Times = [.. spans.SelectMany(span => Enumerable.Range(0, TimesShown).Select(i =>
                i == TimesShown - 1 ? span.T1 : span.T0 + (span.T1 - span.T0) * i / (TimesShown - 1)))],
            Targets = [],
            Weights = [],
        };
    }
}
