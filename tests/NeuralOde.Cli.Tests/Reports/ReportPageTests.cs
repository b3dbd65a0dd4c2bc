using System.Text.RegularExpressions;
using NeuralOde.Cli.Reports;
using Xunit;

namespace NeuralOde.Cli.Tests.Reports;

public sealed class ReportPageTests
{
    [Fact]
    public void The_page_stands_alone()
    {
        var page = ReportPage.Html(AnyRun.Spiral);

        Assert.DoesNotMatch("<(script|link|img)[^>]*(src|href)=", page);
    }

    [Fact]
    public void A_name_cannot_break_the_page()
    {
        var page = ReportPage.Html(AnyRun.Spiral);

        Assert.Contains("<h1>spiral &lt;script&gt;</h1>", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_setting_result_and_outcome_stands_in_a_table()
    {
        var page = ReportPage.Html(AnyRun.Spiral);

        Assert.All(
            AnyRun.Spiral.Settings.Concat(AnyRun.Spiral.Results).Concat(AnyRun.Spiral.Outcomes),
            row => Assert.Contains($"<tr><th>{row.Name}</th><td>{row.Value}</td></tr>", page, StringComparison.Ordinal));
    }

    [Fact]
    public void Classes_are_counted_against_one_another()
    {
        var page = ReportPage.Html(AnyRun.Classes);

        Assert.Contains("<tr><th>cat</th><td>1</td><td>0</td>", page, StringComparison.Ordinal);
        Assert.Contains("<tr><th>dog</th><td>1</td><td>1</td>", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_series_has_a_figure_for_each_target_beside_loss_evaluations_trajectories_and_phases() => Assert.Equal(
        ["Loss", "Function evaluations", "Data against prediction: y1", "Data against prediction: y2", "Trajectories", "Phase plot"],
        Figures.Of(AnyRun.Spiral).Select(figure => figure.Title));

    [Fact]
    public void Late_gradients_are_drawn_where_there_are_some()
    {
        var late = AnyRun.Spiral with
        {
            History = [.. AnyRun.Spiral.History.Select(point => point with { Staleness = point.Version % 3, Dropped = 4 })],
        };

        var figure = Assert.Single(Figures.Of(late), figure => figure.Title == "Late gradients");

        Assert.Equal([500, 500], figure.Series.Select(series => series.Points.Count));
    }

    [Fact]
    public void A_long_history_is_thinned_but_keeps_its_end()
    {
        var run = AnyRun.Spiral with
        {
            History = [.. Enumerable.Range(1, 100_000).Select(version => new HistoryPoint(version, 1.0 / version, double.NaN, 1, 1))],
        };

        var loss = Figures.Of(run)[0].Series[0].Points;

        Assert.InRange(loss.Count, 1000, 2100);
        Assert.Equal(100_000, loss[^1][0]);
    }

    [ChromiumFact]
    public void A_browser_draws_every_figure()
    {
        var page = ReportPage.Html(AnyRun.Spiral).Replace("</body>", CountInk, StringComparison.Ordinal);

        var document = Browser.Document(page);

        var ink = Regex.Match(document, "data-ink=\"([0-9,]*)\"").Groups[1].Value.Split(',').Select(int.Parse).ToArray();
        Assert.Equal(Figures.Of(AnyRun.Spiral).Count, ink.Length);
        Assert.All(ink, pixels => Assert.True(pixels > 300, $"A figure has {pixels} coloured pixels."));
    }

    /// <summary>A script that notes, for each figure, the number of its pixels that are neither grey nor white.</summary>
    private const string CountInk =
        """
        <script>
          document.documentElement.dataset.ink = [...document.querySelectorAll("canvas")].map(canvas => {
            const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
            let count = 0;
            for (let i = 0; i < pixels.length; i += 4) {
              const [r, g, b, a] = pixels.subarray(i, i + 4);
              if (a > 0 && Math.max(r, g, b) - Math.min(r, g, b) > 60) count++;
            }
            return count;
          }).join(",");
        </script>
        </body>
        """;
}
