using System.Globalization;
using System.Text;
using NeuralOde.Cli.Bench.Growth;

namespace NeuralOde.Cli.Bench.Costs;

/// <summary>The time of a step over workers, decades against decades, for several numbers of parameters; with a server
/// and with a ring.</summary>
internal static class CostPlot
{
    private const int Width = 480, Height = 400, Top = 56;

    private static readonly (double Parameters, string Name, string Colour)[] Sizes =
    [
        (1e4, "10 k", "#1f77b4"), (1e6, "1 M", "#2ca02c"), (1e7, "10 M", "#ff7f0e"), (1e8, "100 M", "#d62728"),
    ];

    /// <summary>The drawing: one panel for each shape of a cluster.</summary>
    public static string Svg(ClusterCosts costs)
    {
        var (width, height) = (CostCurves.Shapes.Count * Width, Top + Height);
        var page = new StringBuilder();
        _ = page.Append(
            CultureInfo.InvariantCulture,
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" "
            + $"height=\"{height}\" font-family=\"sans-serif\" font-size=\"12\">\n"
            + $"<rect width=\"{width}\" height=\"{height}\" fill=\"white\"/>\n");
        Legend(page);
        foreach (var (column, shape) in CostCurves.Shapes.Index())
        {
            var panel = new LogLogPanel(
                $"workers; {Count(shape.Brokers, "broker")} and {Count(shape.Servers, "server")}",
                "seconds of a step",
                [
                    Line("#999999", 4, (workers, work) => work.SolveMs / workers, 1),
                    .. Sizes.Select(size => Line(
                        size.Colour, 4,
                        (workers, work) => StepCost.RingMs(costs, workers, work), size.Parameters)),
                    .. Sizes.Select(size => Line(
                        size.Colour, 0,
                        (workers, work) => StepCost.Of(costs, shape with { Workers = workers }, work).StepMs, size.Parameters)),
                ],
                Slope: 0);
            _ = page.Append(panel.Svg(new(column * Width, Top, Width, Height)));
        }

        return page.Append("</svg>\n").ToString();

        static LogLogLine Line(string colour, int dash, Func<int, StepWork, double> ms, double parameters) => new(
            colour,
            [.. CostCurves.Workers.Select(workers => ((double)workers, ms(workers, CostCurves.Work(parameters)) / 1000))])
        {
            Dash = dash,
            IsDotted = false,
        };
    }

    private static string Count(int number, string what) => number == 1 ? $"1 {what}" : $"{number} {what}s";

    private static void Legend(StringBuilder page)
    {
        var x = 60;
        foreach (var (_, name, colour) in Sizes)
        {
            Entry($"{name} parameters", colour, "");
            x += 150;
        }

        Entry("nothing but solving", "#999999", " stroke-dasharray=\"4 4\"");
        _ = page.Append("<text x=\"60\" y=\"44\">lines: server and broker; dashed: ring all-reduce of the same workers</text>\n");

        void Entry(string text, string colour, string style) => page.Append(
            CultureInfo.InvariantCulture,
            $"<line x1=\"{x}\" y1=\"20\" x2=\"{x + 24}\" y2=\"20\" stroke=\"{colour}\" stroke-width=\"2\"{style}/>"
            + $"<text x=\"{x + 30}\" y=\"24\">{text}</text>\n");
    }
}
