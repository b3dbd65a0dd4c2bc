using System.Globalization;
using System.Text;
using NeuralOde.Cli.Bench.Growth;

namespace NeuralOde.Cli.Bench.Modes;

/// <summary>The loss over the time of the virtual clock, a panel for each rate.</summary>
internal static class ModesPlot
{
    private const int Width = 440, Height = 330, Top = 40;

    private static readonly string[] Colours = ["#d62728", "#9467bd", "#2ca02c", "#1f77b4"];

    /// <summary>The drawing.</summary>
    /// <param name="runs">The runs in all modes at each rate.</param>
    public static string Svg(IReadOnlyList<ModeRun[]> runs)
    {
        var page = new StringBuilder();
        foreach (var (column, ofRate) in runs.Index())
        {
            _ = page.Append(Panel(ofRate).Svg(new(column * Width, Top, Width, Height)));
        }

        return SvgPage.Of(
            (runs.Count * Width, Top + Height),
            runs[0].Zip(Colours, (run, colour) => KeyValuePair.Create($"{run.Mode}", colour)),
            page.ToString());
    }

    private static LogLogPanel Panel(ModeRun[] runs) => new(
        string.Create(CultureInfo.InvariantCulture, $"seconds of the virtual clock, at a rate of {runs[0].Rate}"),
        "loss of what is held out",
        [
            .. runs.Zip(Colours, (run, colour) => new LogLogLine(
                colour, [.. run.Points.Select(point => (point.Seconds, point.Loss))]) { IsDotted = false }),
        ],
        Slope: 0)
    {
        IsLinearAcross = true,
    };
}
