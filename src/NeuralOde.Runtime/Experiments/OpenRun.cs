using System.Text;
using NeuralOde.Actors;
using NeuralOde.Actors.Dealing;
using NeuralOde.Actors.Mail;
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
}
