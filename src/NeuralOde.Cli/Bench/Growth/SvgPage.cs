using System.Globalization;
using System.Text;

namespace NeuralOde.Cli.Bench.Growth;

/// <summary>A drawing with the names of its lines above what is drawn.</summary>
internal static class SvgPage
{
    private const int FirstName = 60, LengthOfLine = 24, BeforeName = 30, BetweenNames = 30, WidthOfLetter = 7;

    /// <summary>The page.</summary>
    /// <param name="size">Its width and height; in pixels.</param>
    /// <param name="names">The names of the lines, and their colours.</param>
    /// <param name="body">What is drawn, as elements of SVG.</param>
    public static string Of(
        (int Width, int Height) size, IEnumerable<KeyValuePair<string, string>> names, string body)
    {
        var page = new StringBuilder();
        _ = page.Append(
            CultureInfo.InvariantCulture,
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {size.Width} {size.Height}\" width=\"{size.Width}\" "
            + $"height=\"{size.Height}\" font-family=\"sans-serif\" font-size=\"12\">\n"
            + $"<rect width=\"{size.Width}\" height=\"{size.Height}\" fill=\"white\"/>\n");
        var x = FirstName;
        foreach (var (name, colour) in names)
        {
            _ = page.Append(
                CultureInfo.InvariantCulture,
                $"<line x1=\"{x}\" y1=\"20\" x2=\"{x + LengthOfLine}\" y2=\"20\" stroke=\"{colour}\" stroke-width=\"2\"/>"
                + $"<text x=\"{x + BeforeName}\" y=\"24\">{name}</text>\n");
            x += BeforeName + BetweenNames + name.Length * WidthOfLetter;
        }

        return page.Append(body).Append("</svg>\n").ToString();
    }
}
