using System.Globalization;
using System.Text.Json;
using NeuralOde.Actors.Reporting;
using NeuralOde.Actors.Running;
using NeuralOde.Cli.Monitoring;
using NeuralOde.Runtime.Logging;
using Spectre.Console;
using Xunit;
using static NeuralOde.Cli.Tests.Monitoring.LogLines;

namespace NeuralOde.Cli.Tests.Monitoring;

public sealed class LogViewTests
{
    // A run of which a worker dies and comes back, whose server dies at version 4, and which another goes on with from 2.
    private static readonly string[] Alpha = LogLines.Of(
        "alpha",
        (0, new TrainingEvent.RunClaimed(new(1), new(0))),
        (1, new TrainingEvent.WorkerJoined(new("a"), new(1), 2)),
        (2, new TrainingEvent.WorkerJoined(new("b"), new(1), 1)),
        (3, Step(1, 8)),
        (4, Step(2, 6)),
        (5, new TrainingEvent.CheckpointSaved(new(2), 1.5)),
        (6, new TrainingEvent.WorkerLost(new("b"), 1)),
        (7, Step(3, 4)),
        (8, new TrainingEvent.ExamplesExcluded(new(4), [new("NotFinite", 3)])),
        (9, Step(4, 3)));

    private static readonly string[] Beta = LogLines.Of(
        "beta",
        (12, new TrainingEvent.RunClaimed(new(2), new(2))),
        (13, new TrainingEvent.WorkerJoined(new("b"), new(2), 1)),
        (14, Step(3, 4)),
        (15, new TrainingEvent.CheckpointSaved(new(3), 2.5)));

    [Fact]
    public void A_view_tells_of_the_newest_step_the_leader_the_workers_and_the_checkpoint()
    {
        var run = View([.. Alpha, .. Beta]).Newest;

        Assert.Equal(("spiral", 3, 4.0), (run.Name, run.Step.Version, run.Step.Loss));
        Assert.Equal(("beta", 2, 2), (run.Claim.Node, run.Claim.Fence, run.Claim.Version));
        Assert.Equal((3, 2, 2.5), (run.Checkpoint.Version, run.Checkpoint.Saved, run.Checkpoint.ElapsedMs));
        Assert.Equal([Presence.There, Presence.There], run.Workers.Values.Select(worker => worker.Presence));
        Assert.Equal([20, 10], run.Workers.Values.Select(worker => worker.Units));
        Assert.Equal(0.25, MonitorText.Idle(run, "a"));
        Assert.Equal((1, 2, 3), (run.Workers["b"].Lost, run.Workers["b"].Joined, run.Count("examples excluded")));
        Assert.Equal(2, run.Recoveries);
        Assert.False(run.IsOver);
    }

    [Fact]
    public void What_is_told_and_heard_counts_once()
    {
        string[] heard = LogLines.Heard((0, new TrainingEvent.RunClaimed(new(1), new(0))), (3, Step(1, 8)));

        Assert.Equal([4, 2], View(heard).Newest.Workers.Values.Select(worker => worker.Units));
        Assert.Equal([20, 10], View([.. heard, .. Alpha, .. Beta]).Newest.Workers.Values.Select(worker => worker.Units));
    }

    [Fact]
    public void What_befalls_a_node_meanwhile_is_shown_with_the_run()
    {
        var view = View([BrokerLost("c", -1), .. Alpha, BrokerLost("c", 5)]);

        Assert.Equal(["spiral"], view.Runs.Keys);
        Assert.Equal(1, view.Newest.Count("broker lost"));
        Assert.Equal("c", view.Newest.Incidents.Single(incident => incident.Kind == "broker lost").Node);
    }

    [Fact]
    public void Versions_that_the_next_server_takes_again_are_no_history()
    {
        var run = View([.. Alpha, .. Beta]).Newest;

        Assert.Equal([1, 2, 3], run.History.Select(step => step.Version));
    }

    [Fact]
    public void The_order_in_which_files_are_read_changes_nothing()
    {
        string[] lines = [.. Alpha, .. Beta];
        var expected = Json(View(lines));

        Assert.Equal(expected, Json(View([.. Beta, .. Alpha])));
        Assert.Equal(expected, Json(View(lines.Reverse())));
        Assert.Equal(expected, Json(View(lines.OrderBy(line => line.Length))));
    }

    [Fact]
    public void A_run_that_ended_is_over_until_somebody_claims_it_again()
    {
        var ended = View([.. Alpha, .. LogLines.Of("alpha", (10, new TrainingEvent.RunEnded(new(4), new Ending.Failed("disk full"))))]);
        var claimed = ended.After(LogRecord.Read(Beta));

        Assert.True(ended.Newest.IsOver);
        Assert.Equal("failed: disk full", MonitorText.State(ended.Newest));
        Assert.Equal("running, led by beta with fence 2", MonitorText.State(claimed.Newest));
    }

    [Fact]
    public void A_long_run_keeps_only_its_newest_steps()
    {
        var steps = Enumerable.Range(1, 1000).Select(version => (version, Step(version, 1.0 / version))).ToArray();

        var run = View(LogLines.Of("alpha", steps)).Newest;

        Assert.Equal(1000, run.Step.Version);
        Assert.Equal(240, run.Steps.Count);
        Assert.Equal(4000, run.Workers["a"].Units);
    }

    [Fact]
    public void A_view_of_nothing_can_be_shown()
    {
        Assert.Contains("not claimed yet", Screen(LogView.Empty), StringComparison.Ordinal);
        Assert.Contains("\"runs\":[]", Json(LogView.Empty), StringComparison.Ordinal);
    }

    [Fact]
    public void The_screen_shows_the_step_the_workers_and_what_went_wrong()
    {
        var screen = Screen(View([.. Alpha, .. Beta]));

        Assert.All(
            [
                "spiral: running, led by beta with fence 2", "100 examples/s", "20.0 ms a step, 1.50 × the ideal", "30/32/40 forward, 50/52/60 backward",
                "1 × worker lost", "2 recovered", "version 3 in 2.5 ms, 2 saved", "Lost worker \"b\"", "25 %",
                "14 events of 2 nodes",
            ],
            text => Assert.Contains(text, screen, StringComparison.Ordinal));
        Assert.Matches(@"loss +4 +\S", screen);
        Assert.Matches(@"a +there +2 +20 +25 % +1 +0 ", screen);
        Assert.DoesNotContain("versions ago", screen, StringComparison.Ordinal);
    }

    [Fact]
    public void Late_and_dropped_gradients_are_shown_where_steps_do_not_wait_for_them()
    {
        var view = View(LogLines.Of(
            "alpha",
            (0, new TrainingEvent.RunClaimed(new(1), new(0)) { Mode = "staleness 4" }),
            (1, new TrainingEvent.StepMeasured(Figures(1, 8) with { Staleness = Spread.Of([0, 3, 1]), Dropped = 6 }))));

        Assert.Contains(
            "staleness 4: gradients of up to 3 versions ago, those of 6 examples dropped", Screen(view), StringComparison.Ordinal);
        Assert.Contains("\"staleness\":3,\"dropped\":6", Json(view), StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_tell_each_event_once_and_each_version_once()
    {
        using var text = new StringWriter();
        var lines = new MonitorLines(text);

        lines.Show(View(Alpha).Newest);
        lines.Show(View(Alpha).Newest);
        lines.Show(View([.. Alpha, .. Beta]).Newest);

        var written = text.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(written.Distinct(), written);
        Assert.Equal(9, written.Length);
        Assert.Equal("03:04:14  spiral  version 4  loss 3  100 examples/s  NFE 30/32/40 + 50/52/60", written[5]);
    }

    private static LogView View(IEnumerable<string> lines) => LogView.Empty.After(LogRecord.Read(lines));

    private static string Json(LogView view)
    {
        var json = MonitorJson.Of(view);
        using var parsed = JsonDocument.Parse(json);
        return json;
    }

    private static string Screen(LogView view)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        var console = AnsiConsole.Create(new()
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Out = new AnsiConsoleOutput(text),
        });
        console.Profile.Width = 120;
        console.Write(MonitorScreen.Of(view, view.Newest, At(20), incidents: 20));
        return text.ToString();
    }
}
