using System.Text;
using NeuralOde.Core.Values;
using NeuralOde.Runtime.Experiments;
using NeuralOde.Runtime.Files;

namespace NeuralOde.TestKit;

/// <summary>Experiments put together with their data.</summary>
public static class PreparedExperiment
{
    /// <summary>The experiment that a text says.</summary>
    /// <param name="json">The text.</param>
    /// <param name="folders">Where data files are.</param>
    /// <param name="changes">Settings that are changed, as <c>--set</c> has them.</param>
    /// <exception cref="InvalidOperationException">It is wrong; the message says why.</exception>
    public static ExperimentSetup Of(string json, IReadOnlyList<string> folders, params string[] changes) =>
        ExperimentJson.Read("test", Encoding.UTF8.GetBytes(json), changes)
            .MapError(errors => string.Join(' ', errors))
            .Bind(document => ExperimentData
                .Load(document.Experiment.Data, folders, ExperimentOutline.DataSeed(document.Experiment))
                .MapError(error => $"{error}")
                .Bind(data => ExperimentSetup.Of(document, data).MapError(error => $"{error}")))
            .Match(setup => setup, error => throw new InvalidOperationException(error));
}
