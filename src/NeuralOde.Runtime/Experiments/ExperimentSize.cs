using System.Globalization;
using NeuralOde.Core.Models;
using NeuralOde.Core.Training.Experiments;

namespace NeuralOde.Runtime.Experiments;

/// <summary>How large a stage would be, counted before it is made; in floating point, which does not
/// overflow.</summary>
internal static class ExperimentSize
{
    /// <summary>The fault of a stage that is too large for a model, if it is.</summary>
    /// <param name="section">The stage.</param>
    /// <param name="place">Where it stands.</param>
    /// <param name="before">The stages before it.</param>
    public static ExperimentError? Fault(StageSection section, StagePlace place, IEnumerable<Stage> before)
    {
        var parameters = before.Sum(stage => (double)stage.Layout.Total) + ParametersOf(section, place);
        if (parameters > ExperimentLimits.Parameters)
        {
            return Fault(place, $"the model has {parameters:N0} parameters to here", ExperimentLimits.Parameters);
        }

        var features = FeaturesOf(section, place);
        return features > ExperimentLimits.Width
            ? Fault(place, $"the stage has {features:N0} features", ExperimentLimits.Width)
            : null;
    }

    private static ExperimentError Fault(StagePlace place, FormattableString what, int most) => place.Document.Fault(
        place.Path,
        string.Create(
            CultureInfo.InvariantCulture, $"{what.ToString(CultureInfo.InvariantCulture)}, and {most:N0} fit."),
        "Make its layers smaller.");

    private static double ParametersOf(StageSection section, StagePlace place) => section switch
    {
        StageSection.Dense dense => Chain([place.Inputs, place.SizeOr(dense.Size)], 1),
        StageSection.Mlp mlp => Chain([place.Inputs, .. mlp.Hidden, place.SizeOr(mlp.Size)], 1),
        StageSection.Conv conv => Chain([ChannelsOf(place, conv.ImageChannels), conv.Channels], conv.Window),
        StageSection.Ode { Field: FieldSection.Mlp mlp } => Chain([place.Inputs + 1.0, .. mlp.Hidden, place.Inputs], 1),
        StageSection.Ode { Field: FieldSection.Conv conv } =>
            Chain([ChannelsOf(place, 1) + 1, .. conv.Hidden, ChannelsOf(place, 1)], conv.Window),
        _ => 0,
    };

    private static double FeaturesOf(StageSection section, StagePlace place) => section switch
    {
        StageSection.Dense dense => place.SizeOr(dense.Size),
        StageSection.Mlp mlp => place.SizeOr(mlp.Size),
        StageSection.Conv conv => (double)conv.Channels * PixelsOf(place, conv),
        StageSection.Augment augment => (double)place.Inputs + augment.Size,
        StageSection.Ode { Field: FieldSection.Conv conv } =>
            conv.Hidden.Append(1).Max() * (double)place.Inputs / ChannelsOf(place, 1),
        _ => place.Inputs,
    };

    // Weights and biases of layers behind one another; of convolutions, a window for each pair of channels.
    private static double Chain(double[] widths, double window) => widths
        .Zip(widths.Skip(1), (inputs, outputs) => (inputs * window * window + 1) * outputs)
        .Sum();

    private static double ChannelsOf(StagePlace place, int otherwise) => place.Image?.Channels ?? otherwise;

    private static double PixelsOf(StagePlace place, StageSection.Conv conv)
    {
        var pixels = place.Image is { } image ? image.Height * image.Width : place.Inputs / conv.ImageChannels;
        var side = Math.Sqrt(pixels) + 2.0 * conv.Padding;
        return side * side / ((double)conv.Stride * conv.Stride);
    }
}
