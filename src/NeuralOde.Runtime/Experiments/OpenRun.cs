using System.Text;
using NeuralOde.Actors;
using NeuralOde.Actors.Dealing;
using NeuralOde.Actors.Mail;
using NeuralOde.Core.Training.Experiments;
using NeuralOde.Core.Values;

namespace NeuralOde.Runtime.Experiments;

/// <summary>A run that a node can take part in.</summary>
/// <param name="Id">Which.</param>
/// <param name="Description">What it is.</param>
/// <param name="Outline">Its experiment, put together here.</param>
public sealed record OpenRun(RunId Id, RunDescription Description, ExperimentOutline Outline)
{
    // Hosts tell of lost workers at once, so that a busy machine need not be taken for a dead one.
    private static DealingRules Dealing { get; } = new() { OverdueGraceMs = 1000 };

    /// <summary>The run of a description, or why this program cannot take part in it.</summary>
    public static Result<OpenRun, string> Of(RunId id, RunDescription description) =>
        Fault(id, description) is { } fault ? fault : Made(id, description);

    private static Result<OpenRun, string> Made(RunId id, RunDescription description) =>
        ExperimentJson.Read($"run {id}", Encoding.UTF8.GetBytes(description.Experiment), [])
            .MapError(errors => string.Join(" ", errors))
            .Bind(document => ExperimentOutline.Of(document, description.Data).MapError(error => $"{error}"))
            .Bind(outline => SharedParameters.RangesOf(outline, description.Servers)
                .Map(ranges => (Outline: outline, Ranges: ranges)))
            .Map(shared => new OpenRun(id, description, shared.Outline with
            {
                Plan = shared.Outline.Plan with
                {
                    Ranges = shared.Ranges,
                    Run = id,
                    Build = description.Build,
                    Probe = description.Probe,
                    Dealing = Dealing,
                },
            }));

    // The letter comes from a peer: its name becomes part of names of files and queues, and its numbers become
    // memory.
    private static Result<OpenRun, string>.Failed? Fault(RunId id, RunDescription description)
    {
        var (data, text) = (description.Data, description.Experiment);
        var examples = (long)data.Training + data.Validation;
        if (!id.IsValid) return new("The name of the run is not of letters, digits and dashes, 64 at most.");
        if (text.Length > ExperimentLimits.Characters)
        {
            return new(
                $"The experiment has {text.Length} characters, and at most {ExperimentLimits.Characters} are read.");
        }

        return examples > ExperimentLimits.Examples
            || examples > ExperimentLimits.Numbers / ((long)data.InputFeatures + data.TargetFeatures)
            ? new(
                $"The data has {examples} examples of {data.InputFeatures} and {data.TargetFeatures} features, and at "
                + $"most {ExperimentLimits.Examples} examples and {ExperimentLimits.Numbers} numbers are held.")
            : null;
    }
}
