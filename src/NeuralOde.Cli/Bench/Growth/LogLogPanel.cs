using System.Globalization;
using System.Text;

namespace NeuralOde.Cli.Bench.Growth;

/// <summary>Where a panel stands in a drawing; in pixels.</summary>
internal readonly record struct PanelPlace(int X, int Y, int Width, int Height);

/// <summary>Points that belong together; all numbers on axes of decades are above 0.</summary>
internal sealed record LogLogLine(string Colour, IReadOnlyList<(double X, double Y)> Points)
{
    /// <summary>Whether each point has a dot.</summary>
    public bool IsDotted { get; init; } = true;

    /// <summary>The length of its dashes; 0 for none; in pixels.</summary>
    public int Dash { get; init; }
}

/// <summary>Lines over axes of decades.</summary>
/// <param name="Horizontal">The name of the horizontal axis.</param>
/// <param name="Vertical">The name of the vertical axis.</param>
/// <param name="Lines">What is drawn.</param>
/// <param name="Slope">The slope of the straight line that ends where the highest line ends; 0 for none.</param>
internal sealed record LogLogPanel(string Horizontal, string Vertical, IReadOnlyList<LogLogLine> Lines, int Slope)
{
    /// <summary>The colour of the straight line.</summary>
    public const string LineColour = "#999999";

    /// <summary>Whether the horizontal axis begins at 0 and has no decades.</summary>
    public bool IsLinearAcross { get; init; }

    private const int Left = 60, Right = 20, Above = 12, Below = 44;

    /// <summary>The panel as elements of SVG.</summary>
    public string Svg(PanelPlace place)
    {
        var points = Lines.SelectMany(line => line.Points).ToArray();
        var (from, to) = (place.X + Left, place.X + place.Width - Right);
        var across = IsLinearAcross
            ? Axis.FromZero(points.Max(point => point.X), from, to)
            : Axis.OfDecades(points.Select(point => point.X), from, to);
        var up = Axis.OfDecades(points.Select(point => point.Y), place.Y + place.Height - Below, place.Y + Above);
        var svg = new StringBuilder();
        Frame(svg, across, up);
        if (Slope > 0) Straight(svg, across, up);
        foreach (var line in Lines) Draw(svg, line, across, up);
        Names(svg, place);
        return svg.ToString();
    }

    private static void Frame(StringBuilder svg, Axis across, Axis up)
    {
        foreach (var (value, label) in across.Marks)
        {
            var x = Number(across.Place(value));
            _ = svg.Append(
                $"<line x1=\"{x}\" y1=\"{Number(up.From)}\" x2=\"{x}\" y2=\"{Number(up.To)}\" stroke=\"#eeeeee\"/>"
                + $"<text x=\"{x}\" y=\"{Number(up.From + 16)}\" text-anchor=\"middle\">{label}</text>\n");
        }

        foreach (var (value, label) in up.Marks)
        {
            var y = Number(up.Place(value));
            _ = svg.Append(
                $"<line x1=\"{Number(across.From)}\" y1=\"{y}\" x2=\"{Number(across.To)}\" y2=\"{y}\" stroke=\"#eeeeee\"/>"
                + $"<text x=\"{Number(across.From - 6)}\" y=\"{y}\" dy=\"4\" text-anchor=\"end\">{label}</text>\n");
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
        var dash = line.Dash > 0 ? $" stroke-dasharray=\"{line.Dash} {line.Dash}\"" : "";
        Path(svg, line.Colour, line.Points, across, up, $"stroke-width=\"{(line.IsDotted ? 2 : 1.5)}\"{dash}");
        foreach (var (x, y) in line.IsDotted ? line.Points : [])
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

    /// <summary>What stands where between two places of a drawing.</summary>
    /// <param name="Least">The value at <paramref name="From"/>.</param>
    /// <param name="Scale">What is linear in the place.</param>
    /// <param name="Marks">The values that are named, from the first place to the last.</param>
    /// <param name="From">The first place.</param>
    /// <param name="To">The last place.</param>
    private sealed record Axis(
        double Least, Func<double, double> Scale, IReadOnlyList<(double Value, string Label)> Marks, double From, double To)
    {
        private const int Intervals = 4;

        private static readonly int[] Factors = [1, 2, 5, 10];

        /// <summary>Whole decades.</summary>
        public static Axis OfDecades(IEnumerable<double> values, double from, double to)
        {
            double[] all = [.. values];
            var first = (int)Math.Floor(Math.Log10(all.Min()));
            var last = Math.Max(first + 1, (int)Math.Ceiling(Math.Log10(all.Max())));
            return new(
                Math.Pow(10, first), Math.Log10,
                [.. Enumerable.Range(first, last - first + 1).Select(decade => (Math.Pow(10, decade), Power(decade)))],
                from, to);
        }

        /// <summary>Round numbers from 0 on.</summary>
        public static Axis FromZero(double most, double from, double to)
        {
            var decade = Math.Pow(10, Math.Floor(Math.Log10(most / Intervals)));
            var apart = Factors.Select(factor => factor * decade).First(step => step * Intervals >= most);
            return new(
                0, static value => value,
                [.. Enumerable.Range(0, (int)Math.Ceiling(most / apart) + 1).Select(number => (
                    number * apart, (number * apart).ToString("G4", CultureInfo.InvariantCulture)))],
                from, to);
        }

        public double Place(double value) =>
            From + (To - From) * (Scale(value) - Scale(Least)) / (Scale(Marks[^1].Value) - Scale(Least));
    }
}
