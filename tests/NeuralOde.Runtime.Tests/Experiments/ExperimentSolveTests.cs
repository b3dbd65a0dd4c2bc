using System.Text;
using NeuralOde.Core.Models;
using NeuralOde.Core.Values;
using NeuralOde.Runtime.Experiments;
using Xunit;

namespace NeuralOde.Runtime.Tests.Experiments;

public sealed class ExperimentSolveTests
{
    [Fact]
    public void An_ode_is_solved_as_its_stage_says()
    {
        var stage = Assert.IsType<Stage.Ode>(StageOf(
            """
            "method": "Bosh3", "relativeTolerance": 0.3, "absoluteTolerance": 0.2, "initialStep": 0.5, "maximumSteps": 7,
            "lanes": 16
            """));

        Assert.Equal("Bosh3", stage.Options.Method.Name);
        Assert.Equal((0.3, 0.2), (stage.Options.RelativeTolerance, stage.Options.AbsoluteTolerance));
        Assert.Equal(0.5, stage.Options.InitialStep);
        Assert.Equal((7, 16), (stage.Options.MaximumSteps, stage.Options.Lanes));
    }

    private static Stage StageOf(string settings) => ExperimentJson
        .Read("small", Encoding.UTF8.GetBytes($$"""
            {
              "name": "small",
              "data": { "kind": "generator", "name": "dampedPendulum", "examples": 8, "points": 4 },
              "model": [
                { "kind": "ode", "field": { "kind": "mlp", "hidden": [4] }, "span": "fixed", "solution": "end", {{settings}} }
              ],
              "training": { "steps": 1 }
            }
            """), [])
        .MapError(errors => string.Join(" ", errors))
        .Bind(document => ExperimentOutline.Of(document, new(8, 0, 2, 2)).MapError(error => $"{error}"))
        .Match(outline => outline.Model.Stages[0], error => throw new InvalidOperationException(error));
}
