using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace NeuralOde.Cli.Reports;

/// <summary>The report of a run as one self-contained page: no other file and no network is needed to read it.</summary>
internal static class ReportPage
{
    private static readonly JsonSerializerOptions Camel = new(JsonSerializerDefaults.Web);

    /// <summary>The page as HTML.</summary>
    public static string Html(RunSummary run) => new StringBuilder(Resource("report.html"))
        .Replace("{{title}}", Encode(run.Name))
        .Replace("{{subtitle}}", Encode(run.Subtitle))
        .Replace("{{results}}", Table(run.Results))
        .Replace("{{outcomes}}", Table(run.Outcomes))
        .Replace("{{confusion}}", run.IsClassification ? Confusion(run) : "")
        .Replace("{{settings}}", Table(run.Settings))
        .Replace("{{figures}}", JsonSerializer.Serialize(Figures.Of(run), Camel))
        .Replace("{{library}}", Resource("echarts.simple.min.js"))
        .ToString();

    private static string Table(IEnumerable<NamedValue> rows) =>
        string.Concat(rows.Select(row => $"<tr><th>{Encode(row.Name)}</th><td>{Encode(row.Value)}</td></tr>\n"));

    /// <summary>How often each class was taken for each other, over the rows of the last set: test where there is one.</summary>
    private static string Confusion(RunSummary run)
    {
        var set = run.Predictions.Count == 0 ? "" : run.Predictions[^1].Set;
        var counts = new int[run.Targets.Count, run.Targets.Count];
        foreach (var row in run.Predictions.Where(row => row.Set == set)) counts[Largest(row.Data), Largest(row.Prediction)]++;

        var page = new StringBuilder();
        _ = page.Append(CultureInfo.InvariantCulture, $"<h2>Classes, {Encode(set)}</h2><table class=\"counts\"><tr><th>true \\ given</th>");
        foreach (var name in run.Targets) _ = page.Append(CultureInfo.InvariantCulture, $"<th>{Encode(name)}</th>");
        for (var truth = 0; truth < run.Targets.Count; truth++)
        {
            _ = page.Append(CultureInfo.InvariantCulture, $"</tr>\n<tr><th>{Encode(run.Targets[truth])}</th>");
            for (var given = 0; given < run.Targets.Count; given++)
            {
                _ = page.Append(CultureInfo.InvariantCulture, $"<td>{counts[truth, given]}</td>");
            }
        }

        return page.Append("</tr></table>").ToString();
    }

    private static int Largest(double[] values) => Array.IndexOf(values, values.Max());

    private static string Encode(string text) => HtmlEncoder.Default.Encode(text);

    private static string Resource(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
