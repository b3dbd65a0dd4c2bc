using NeuralOde.Actors.Reporting;
using NeuralOde.Cli.Reports;
using NeuralOde.Cli.Tests.Monitoring;
using NeuralOde.Runtime.Logging;
using Xunit;
using static NeuralOde.Cli.Tests.Monitoring.LogLines;

namespace NeuralOde.Cli.Tests.Reports;

public sealed class RunHistoryTests
{
    [Fact]
    public void Steps_and_validations_come_back_from_the_lines_that_the_log_wrote()
    {
        var lines = Log(Step(1, 2.5), Step(2, 1.25));

        var history = RunHistory.Of(LogRecord.Read(lines));

        Assert.Equal([1L, 2L], history.Steps.Select(step => step.Version));
        Assert.Equal([2.5, 1.25], history.Steps.Select(step => step.Loss));
        Assert.All(history.Steps, step => Assert.Equal(30.0, step.NfeForward));
        Assert.Equal(4, history.Failures["NotFinite"]);
        Assert.Equal(20, history.Examples);
    }

    [Fact]
    public void A_line_that_is_cut_off_or_foreign_is_passed_over()
    {
        var lines = Log(Step(1, 2.5)).ToList();

        var history = RunHistory.Of(
            LogRecord.Read([lines[0], lines[0][..^20], "", "no json, \"Version\": 1", "{\"Version\":1}"]));

        _ = Assert.Single(history.Steps);
    }

    [Fact]
    public void A_step_that_was_taken_again_after_a_resume_counts_once()
    {
        var lines = Log(Step(1, 2.5), Step(1, 2.5), Step(2, 2.0));

        var history = RunHistory.Of(LogRecord.Read(lines));

        Assert.Equal([1L, 2L], history.Steps.Select(step => step.Version));
    }

    [Fact]
    public void The_order_in_which_the_files_of_several_nodes_are_read_changes_nothing()
    {
        var first = LogLines.Of("alpha", (1, Step(1, 4)), (2, Step(2, 3)), (3, Step(3, 2.5)));
        var second = LogLines.Of("beta", (5, Step(2, 3)), (6, Step(3, 2.25)));

        var history = RunHistory.Of(LogRecord.Read([.. second, .. first]));

        Assert.Equal([4, 3, 2.25], history.Steps.Select(step => step.Loss));
        Assert.Equal(30, history.Examples);
    }

    private static string[] Log(params TrainingEvent[] events) =>
        LogLines.Of("alpha", [.. events.Select((happened, second) => (second, happened))]);
}
