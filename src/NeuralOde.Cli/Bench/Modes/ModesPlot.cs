using System.Globalization;
using System.Text;
using NeuralOde.Cli.Bench.Growth;

namespace NeuralOde.Cli.Bench.Modes;

/// <summary>The loss over time, a panel for each rate.</summary>
internal static class ModesPlot
{
    private const int Width = 440, Height = 330, Top = 40;

    private static readonly string[] Colours = ["#d62728", "#9467bd", "#2ca02c", "#1f77b4"];

    /// <summary>The drawing.</summary>
    /// <param name="runs">The runs in all modes at each rate.</param>
    /// <param name="areProcesses">Whether they were real processes, and not simulated ones.</param>
    public static string Svg(IReadOnlyList<ModeRun[]> runs, bool areProcesses)
    {
        var page = new StringBuilder();
        foreach (var (column, ofRate) in runs.Index())
        {
            _ = page.Append(Panel(ofRate, areProcesses).Svg(new(column * Width, Top, Width, Height)));
        }

        return SvgPage.Of(
            (runs.Count * Width, Top + Height),
            runs[0].Zip(Colours, (run, colour) => KeyValuePair.Create($"{run.Mode}", colour)),
            page.ToString());
    }

    private static LogLogPanel Panel(ModeRun[] runs, bool areProcesses) => new(
        string.Create(
            CultureInfo.InvariantCulture,
            $"seconds{(areProcesses ? "" : " of the virtual clock")}, at a rate of {runs[0].Rate}"),
        areProcesses ? "loss of ten minibatches" : "loss of what is held out",
        [
            .. runs.Zip(Colours, (run, colour) => new LogLogLine(
                colour, [.. run.Points.Select(point => (point.Seconds, point.Loss))]) { IsDotted = false }),
        ],
        Slope: 0)
    {
        IsLinearAcross = true,
    };
}
