using System.Xml.Linq;
using NeuralOde.Cli.Bench.Growth;
using Xunit;

namespace NeuralOde.Cli.Tests.Bench.Growth;

public sealed class GrowthTests
{
    private static readonly GrowthPoint[] Points =
    [
        new("batch", 1, "forward", 0.5, 1000, 0),
        new("batch", 4, "forward", 2, 4000, 0),
        new("batch", 1, "discrete", 1.5, 2000, 36),
        new("batch", 4, "discrete", 6, 8000, 144),
        new("dim", 2, "forward", 0.25, 3000, 0),
    ];

    [Theory]
    [InlineData("batch", 1, 65_536)]
    [InlineData("dim", 2, 1024)]
    [InlineData("steps", 10, 10_000)]
    public void A_sweep_goes_from_its_first_size_to_its_last(string name, int first, int last)
    {
        var sweep = GrowthSweep.All.Single(sweep => sweep.Name == name);

        Assert.Equal((first, last), (sweep.Sizes[0], sweep.Sizes[^1]));
        Assert.Equal(sweep.Sizes.Order(), sweep.Sizes);
    }

    [Fact]
    public void The_file_of_points_has_a_header_and_a_line_for_each() => Assert.Equal(
        "sweep,size,pass,seconds,retainedBytes,heldBytes\n"
        + "batch,1,forward,0.5,1000,0\nbatch,4,forward,2,4000,0\nbatch,1,discrete,1.5,2000,36\n"
        + "batch,4,discrete,6,8000,144\ndim,2,forward,0.25,3000,0\n",
        GrowthFiles.Csv(Points));

    [Fact]
    public void The_drawing_has_a_mark_for_the_time_and_the_memory_of_each_point()
    {
        var drawing = XDocument.Parse(GrowthPlot.Svg(Points));

        Assert.Equal(2 * Points.Length, drawing.Descendants().Count(element => element.Name.LocalName == "circle"));
    }

    [Fact]
    public void On_axes_of_decades_what_grows_in_proportion_lies_on_the_straight_line()
    {
        var line = new LogLogLine("black", [(1, 10), (10, 100), (100, 1000)]);
        var drawing = new LogLogPanel("x", "y", [line], Slope: 1).Svg(new(0, 0, 400, 300));

        var paths = XElement.Parse($"<g>{drawing}</g>").Elements("path").Select(path => path.Attribute("d")!.Value).ToArray();

        // The axes, the straight line, and the points, which begin and end where the straight line does.
        Assert.Equal(3, paths.Length);
        var (straight, points) = (paths[1].Split('L'), paths[2].Split('L'));
        Assert.Equal((points[0], points[^1]), (straight[0], straight[^1]));
    }
}
