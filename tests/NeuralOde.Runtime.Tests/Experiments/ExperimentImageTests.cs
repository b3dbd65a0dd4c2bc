using System.Text;
using NeuralOde.Core.Models;
using NeuralOde.Core.Values;
using NeuralOde.Runtime.Experiments;
using Xunit;

namespace NeuralOde.Runtime.Tests.Experiments;

public sealed class ExperimentImageTests
{
    [Fact]
    public void Stages_follow_the_size_of_the_image()
    {
        var model = Model("""
            { "kind": "conv", "channels": 6, "imageChannels": 3 },
            { "kind": "pool", "function": "max" },
            { "kind": "ode", "field": { "kind": "conv", "hidden": [4], "groups": 2, "time": "appended" } },
            { "kind": "groupNorm", "groups": 3 },
            { "kind": "conv", "channels": 8, "window": 4, "stride": 2 },
            { "kind": "pool", "function": "global" },
            { "kind": "dense" }
            """).Match(made => made, error => throw new ArgumentException(error.ToString()));

        Assert.Equal(
            [6 * 64, 6 * 16, 6 * 16, 6 * 16, 8 * 4, 8, 2],
            model.Stages.Select(stage => stage.OutputFeatures));
    }

    [Theory]
    [InlineData("""{ "kind": "conv", "channels": 4 }""", "model.0.imageChannels", "192 features are no image of 1 square")]
    [InlineData(
        """{ "kind": "conv", "channels": 4, "imageChannels": 3, "window": 9, "padding": 0 }""",
        "model.0.window", "a window of 9 with padding 0 does not fit into an image of 8 × 8")]
    [InlineData(
        """{ "kind": "conv", "channels": 4, "imageChannels": 3 }, { "kind": "groupNorm", "groups": 3 }""",
        "model.1.groups", "4 channels do not fall into 3 equal groups")]
    [InlineData(
        """{ "kind": "conv", "channels": 4, "imageChannels": 3 }, { "kind": "ode", "field": { "kind": "conv", "window": 2 } }""",
        "model.1.field.window", "a window of 2 changes the size")]
    [InlineData(
        """{ "kind": "dense", "size": 7 }, { "kind": "pool" }""", "model.1.window", "7 features are no image")]
    [InlineData("""{ "kind": "conv", "channels": 4, "strid": 2 }""", "model.0.strid", "Did you mean \"stride\"?")]
    public void A_stage_that_does_not_fit_is_named_with_the_mend(string stages, string path, string what)
    {
        var error = Model(stages).Match(_ => "no error", fault => fault.ToString());

        Assert.Contains(path, error, StringComparison.Ordinal);
        Assert.Contains(what, error, StringComparison.Ordinal);
    }

    /// <summary>The model of 3 channels of 8 × 8 pixels and two targets.</summary>
    private static Result<Model, ExperimentError> Model(string stages) => ExperimentJson
        .Read("image.json", Encoding.UTF8.GetBytes($$"""
            {
              "name": "image",
              "data": { "kind": "generator", "name": "spiral" },
              "model": [{{stages}}],
              "training": { "steps": 1 }
            }
            """), [])
        .MapError(errors => errors[0])
        .Bind(document => ExperimentModel.Of(document, inputs: 192, outputs: 2));
}
