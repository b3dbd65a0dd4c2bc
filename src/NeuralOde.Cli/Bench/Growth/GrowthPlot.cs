using System.Globalization;
using System.Text;

namespace NeuralOde.Cli.Bench.Growth;

/// <summary>Time and memory over the size, decades against decades, with straight lines to compare them with.</summary>
internal static class GrowthPlot
{
    private const int Width = 380, Height = 300, Top = 40;

    private static readonly Dictionary<string, string> Colours = new()
    {
        ["forward"] = "#1f77b4",
        ["discrete"] = "#d62728",
        ["checkpointed"] = "#2ca02c",
        ["backsolve"] = "#9467bd",
    };

    /// <summary>The drawing: one column a sweep, time above memory.</summary>
    public static string Svg(IReadOnlyList<GrowthPoint> points)
    {
        GrowthSweep[] sweeps = [.. GrowthSweep.All.Where(sweep => points.Any(point => point.Sweep == sweep.Name))];
        var (width, height) = (sweeps.Length * Width, Top + 2 * Height);
        var page = new StringBuilder();
        _ = page.Append(
            CultureInfo.InvariantCulture,
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" "
            + $"height=\"{height}\" font-family=\"sans-serif\" font-size=\"12\">\n"
            + $"<rect width=\"{width}\" height=\"{height}\" fill=\"white\"/>\n");
        Legend(page);
        foreach (var (column, sweep) in sweeps.Index())
        {
            GrowthPoint[] own = [.. points.Where(point => point.Sweep == sweep.Name)];
            var place = new PanelPlace(column * Width, Top, Width, Height);
            _ = page.Append(Panel("seconds", point => point.Seconds).Svg(place));
            _ = page.Append(Panel("bytes retained", point => point.RetainedBytes).Svg(place with { Y = Top + Height }));

            LogLogPanel Panel(string unit, Func<GrowthPoint, double> value) => new(
                $"{sweep.Name} (dashed: ∝ {sweep.Name}{(sweep.Slope == 2 ? "²" : "")})",
                unit,
                [
                    .. own.GroupBy(point => point.Pass).Select(pass => new LogLogLine(
                        Colours[pass.Key], [.. pass.Select(point => ((double)point.Size, value(point)))])),
                ],
                sweep.Slope);
        }

        return page.Append("</svg>\n").ToString();
    }

    private static void Legend(StringBuilder page)
    {
        var x = 60;
        foreach (var (pass, colour) in Colours.Append(KeyValuePair.Create("straight line", LogLogPanel.LineColour)))
        {
            _ = page.Append(
                CultureInfo.InvariantCulture,
                $"<line x1=\"{x}\" y1=\"20\" x2=\"{x + 24}\" y2=\"20\" stroke=\"{colour}\" stroke-width=\"2\"/>"
                + $"<text x=\"{x + 30}\" y=\"24\">{pass}</text>\n");
            x += 140;
        }
    }
}
