using NeuralOde.Core.Data;
using NeuralOde.Core.Models;
using NeuralOde.Core.Programs;
using NeuralOde.Core.Training.Experiments;
using NeuralOde.Core.Values;
using NeuralOde.Numerics;

namespace NeuralOde.Runtime.Experiments;

/// <summary>Makes the stages of images, and follows the size of the image from stage to stage.</summary>
internal static class ExperimentImage
{
    /// <summary>The image behind a stage; none where features no longer stand as an image.</summary>
    public static Image? Behind(StageSection section, StagePlace place) => section switch
    {
        StageSection.Conv conv =>
            Of(place, conv.ImageChannels) is { } image && SizeOf(conv, image) is { IsValid: true } size
                ? size.Result
                : null,
        StageSection.Pool pool =>
            Of(place, 1) is { } image && GridOf(pool, image) is { IsValid: true } grid ? grid.Result : null,
        StageSection.GroupNorm => Of(place, 1),
        StageSection.Ode => place.Image,
        _ => null,
    };

    /// <summary>A convolution, or the field that does not fit.</summary>
    public static Result<Stage, ExperimentError> StageOf(StageSection.Conv section, StagePlace place) =>
        from image in Known(place, section.ImageChannels, "imageChannels")
        let size = SizeOf(section, image)
        from fitting in Fitting(place, size.Grid)
        select Stages.Convolution(size, section.Activation);

    /// <summary>A pooling stage, or the field that does not fit.</summary>
    public static Result<Stage, ExperimentError> StageOf(StageSection.Pool section, StagePlace place) =>
        from image in Known(place, 1, "window")
        from grid in Fitting(place, GridOf(section, image))
        select section.Function switch
        {
            PoolKind.Average => Stages.AveragePool(grid),
            PoolKind.Max => Stages.MaxPool(grid),
            PoolKind.Global => Stages.GlobalAverage(image),
            _ => throw Unreachable.Case(section.Function),
        };

    /// <summary>A group norm, or the field that does not fit.</summary>
    public static Result<Stage, ExperimentError> StageOf(StageSection.GroupNorm section, StagePlace place) =>
        from image in Known(place, 1, "groups")
        from groups in Fitting(place, "groups", image.Channels, section.Groups)
        select Stages.GroupNorm(new(image, groups, section.Epsilon), section.Activation);

    /// <summary>A convolutional field, or the part of it that does not fit.</summary>
    public static Result<VectorField, ExperimentError> FieldOf(FieldSection.Conv section, StagePlace place) =>
        from image in Known(place, 1, "field")
        from window in Odd(place, section.Window)
        from groups in section.Hidden.Append(image.Channels).Traverse(
            channels => Fitting(place, "field.groups", channels, section.Groups))
        select new ConvolutionalNet(image, section.Hidden, window, section.Activation)
        {
            Time = section.Time,
            Groups = section.Groups,
            StartsAtZero = section.ZeroStart,
        }.Field();

    private static Image? Of(StagePlace place, int channels)
    {
        if (place.Image is { } known) return known;
        var width = place.Inputs % channels == 0 ? ImageShift.WidthOf(place.Inputs / channels) : 0;
        return width == 0 ? null : new Image(channels, width, width);
    }

    private static Result<Image, ExperimentError> Known(StagePlace place, int channels, string field) =>
        Of(place, channels) is { } image
            ? image
            : place.Fault(
                field,
                $"{place.Inputs} features are no image of {channels} square channels.",
                "Put the stage behind one that gives an image, or set imageChannels of a conv stage.");

    private static ConvolutionSize SizeOf(StageSection.Conv section, Image image) => new(
        new(image, new(section.Window, section.Window, section.Stride, section.Padding)), section.Channels);

    private static WindowGrid GridOf(StageSection.Pool section, Image image)
    {
        if (section.Function == PoolKind.Global) return new(image, new(image.Height, image.Width));
        var stride = section.Stride == 0 ? section.Window : section.Stride;
        return new(image, new(section.Window, section.Window, stride, section.Padding));
    }

    private static Result<WindowGrid, ExperimentError> Fitting(StagePlace place, WindowGrid grid) => grid.IsValid
        ? grid
        : place.Fault(
            "window",
            $"a window of {grid.Window.Height} with padding {grid.Window.Padding} does not fit into an image "
            + $"of {grid.Image.Height} × {grid.Image.Width}.",
            "Make it smaller, or the padding less than the window.");

    private static Result<int, ExperimentError> Odd(StagePlace place, int window) => window % 2 == 1
        ? window
        : place.Fault(
            "field.window", $"a window of {window} changes the size of the image.", "Take an odd one.");

    private static Result<int, ExperimentError> Fitting(
        StagePlace place, string field, int channels, int groups) =>
        groups == 0 || channels % groups == 0
            ? groups
            : place.Fault(
                field,
                $"{channels} channels do not fall into {groups} equal groups.",
                "Take a divisor of the channels.");
}
