using System.Globalization;
using System.Text;

namespace NeuralOde.Cli.Bench.Growth;

/// <summary>Where a panel stands in a drawing; in pixels.</summary>
internal readonly record struct PanelPlace(int X, int Y, int Width, int Height);

/// <summary>Points that belong together; all numbers are above 0.</summary>
internal sealed record LogLogLine(string Colour, IReadOnlyList<(double X, double Y)> Points);

/// <summary>Lines over two axes of decades.</summary>
/// <param name="Horizontal">The name of the horizontal axis.</param>
/// <param name="Vertical">The name of the vertical axis.</param>
/// <param name="Lines">What is drawn.</param>
/// <param name="Slope">The slope of the straight line that ends where the highest line ends.</param>
internal sealed record LogLogPanel(string Horizontal, string Vertical, IReadOnlyList<LogLogLine> Lines, int Slope)
{
    /// <summary>The colour of the straight line.</summary>
    public const string LineColour = "#999999";

    private const int Left = 60, Right = 20, Above = 12, Below = 44;

    /// <summary>The panel as elements of SVG.</summary>
    public string Svg(PanelPlace place)
    {
        var points = Lines.SelectMany(line => line.Points).ToArray();
        var across = Axis.Over(points.Select(point => point.X), place.X + Left, place.X + place.Width - Right);
        var up = Axis.Over(points.Select(point => point.Y), place.Y + place.Height - Below, place.Y + Above);
        var svg = new StringBuilder();
        Frame(svg, across, up);
        Straight(svg, across, up);
        foreach (var line in Lines) Draw(svg, line, across, up);
        Names(svg, place);
        return svg.ToString();
    }

    private static void Frame(StringBuilder svg, Axis across, Axis up)
    {
        foreach (var decade in across.Decades)
        {
            var x = Number(across.Place(Math.Pow(10, decade)));
            _ = svg.Append(
                $"<line x1=\"{x}\" y1=\"{Number(up.From)}\" x2=\"{x}\" y2=\"{Number(up.To)}\" stroke=\"#eeeeee\"/>"
                + $"<text x=\"{x}\" y=\"{Number(up.From + 16)}\" text-anchor=\"middle\">{Power(decade)}</text>\n");
        }

        foreach (var decade in up.Decades)
        {
            var y = Number(up.Place(Math.Pow(10, decade)));
            _ = svg.Append(
                $"<line x1=\"{Number(across.From)}\" y1=\"{y}\" x2=\"{Number(across.To)}\" y2=\"{y}\" stroke=\"#eeeeee\"/>"
                + $"<text x=\"{Number(across.From - 6)}\" y=\"{y}\" dy=\"4\" text-anchor=\"end\">{Power(decade)}</text>\n");
        }

        _ = svg.Append(
            $"<path d=\"M{Number(across.From)} {Number(up.To)}V{Number(up.From)}H{Number(across.To)}\" "
            + "fill=\"none\" stroke=\"black\"/>\n");
    }

    /// <summary>Through the last point of the highest line, as far down as the panel goes.</summary>
    private void Straight(StringBuilder svg, Axis across, Axis up)
    {
        var (x, y) = Lines.Select(line => line.Points[^1]).MaxBy(point => point.Y);
        var first = Math.Max(across.Least, x * Math.Pow(up.Least / y, 1.0 / Slope));
        Path(svg, LineColour, [(first, y * Math.Pow(first / x, Slope)), (x, y)], across, up, "stroke-dasharray=\"5 4\"");
    }

    private static void Draw(StringBuilder svg, LogLogLine line, Axis across, Axis up)
    {
        Path(svg, line.Colour, line.Points, across, up, "stroke-width=\"2\"");
        foreach (var (x, y) in line.Points)
        {
            _ = svg.Append(
                $"<circle cx=\"{Number(across.Place(x))}\" cy=\"{Number(up.Place(y))}\" r=\"3\" fill=\"{line.Colour}\"/>\n");
        }
    }

    private static void Path(
        StringBuilder svg, string colour, IEnumerable<(double X, double Y)> points, Axis across, Axis up, string style)
    {
        var places = points.Select(point => $"{Number(across.Place(point.X))} {Number(up.Place(point.Y))}");
        _ = svg.Append($"<path d=\"M{string.Join('L', places)}\" fill=\"none\" stroke=\"{colour}\" {style}/>\n");
    }

    private void Names(StringBuilder svg, PanelPlace place)
    {
        var (x, y) = (place.X + (Left + place.Width - Right) / 2, place.Y + place.Height - 8);
        var middle = place.Y + (Above + place.Height - Below) / 2;
        _ = svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{x}\" y=\"{y}\" text-anchor=\"middle\">{Horizontal}</text>")
            .Append(
                CultureInfo.InvariantCulture,
                $"<text transform=\"translate({place.X + 14} {middle}) rotate(-90)\" text-anchor=\"middle\">{Vertical}</text>\n");
    }

    private static string Number(double value) => value.ToString("F1", CultureInfo.InvariantCulture);

    private static string Power(int decade) =>
        string.Create(CultureInfo.InvariantCulture, $"10<tspan dy=\"-5\" font-size=\"9\">{decade}</tspan>");

    /// <summary>Whole decades between two places of a drawing.</summary>
    private sealed record Axis(int First, int Last, double From, double To)
    {
        public double Least => Math.Pow(10, First);

        public IEnumerable<int> Decades => Enumerable.Range(First, Last - First + 1);

        public static Axis Over(IEnumerable<double> values, double from, double to)
        {
            double[] all = [.. values];
            var first = (int)Math.Floor(Math.Log10(all.Min()));
            return new(first, Math.Max(first + 1, (int)Math.Ceiling(Math.Log10(all.Max()))), from, to);
        }

        public double Place(double value) => From + (To - From) * (Math.Log10(value) - First) / (Last - First);
    }
}
