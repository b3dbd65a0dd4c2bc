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
        var page = new StringBuilder();
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

        return SvgPage.Of(
            (sweeps.Length * Width, Top + 2 * Height),
            [.. Colours, KeyValuePair.Create("straight line", LogLogPanel.LineColour)],
            page.ToString());
    }
}
