using System.Xml.Linq;
using NeuralOde.Actors.Running;
using NeuralOde.Cli.Bench.Modes;
using Xunit;

namespace NeuralOde.Cli.Tests.Bench.Modes;

public sealed class ModesPlotTests
{
    [Fact]
    public void The_drawing_has_a_line_for_each_mode_at_each_rate()
    {
        var drawing = XDocument.Parse(ModesPlot.Svg([[Run(0.1, new Mode.Synchronous()), Run(0.1, new Mode.Asynchronous())],
            [Run(0.2, new Mode.Synchronous()), Run(0.2, new Mode.Asynchronous())]], areProcesses: false));

        var lines = drawing.Descendants()
            .Count(element => element.Name.LocalName == "path" && element.Attribute("stroke")!.Value != "black");
        Assert.Equal(4, lines);
        Assert.Contains("asynchronous", drawing.Root!.Value, StringComparison.Ordinal);
        Assert.Contains("at a rate of 0.2", drawing.Root.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void The_time_to_a_loss_is_that_of_the_first_version_that_has_it()
    {
        var run = Run(0.1, new Mode.BoundedStaleness(4));

        Assert.Equal(2, run.SecondsTo(1));
        Assert.Equal(double.NaN, run.SecondsTo(0.01));
    }

    private static ModeRun Run(double rate, Mode mode) =>
        new(rate, mode, [new(rate, mode, 1, 1, 4), new(rate, mode, 2, 2, 1), new(rate, mode, 3, 3, 0.1)], []);
}
