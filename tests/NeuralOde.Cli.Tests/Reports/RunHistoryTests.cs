using NeuralOde.Actors.Reporting;
using NeuralOde.Cli.Reports;
using NeuralOde.Runtime.Logging;
using Serilog;
using Serilog.Formatting.Json;
using Xunit;
using Version = NeuralOde.Actors.Version;

namespace NeuralOde.Cli.Tests.Reports;

public sealed class RunHistoryTests
{
    [Fact]
    public void Steps_and_validations_come_back_from_the_lines_that_the_log_wrote()
    {
        var lines = Log(StepOf(1, 2.5), StepOf(2, 1.25));

        var history = RunHistory.Read(lines);

        Assert.Equal([1L, 2L], history.Steps.Select(step => step.Version));
        Assert.Equal([2.5, 1.25], history.Steps.Select(step => step.Loss));
        Assert.All(history.Steps, step => Assert.Equal(30.0, step.NfeForward));
        Assert.Equal(4, history.Failures["NotFinite"]);
        Assert.Equal(20, history.Examples);
    }

    [Fact]
    public void A_line_that_is_cut_off_or_foreign_is_passed_over()
    {
        var lines = Log(StepOf(1, 2.5)).ToList();

        var history = RunHistory.Read([lines[0], lines[0][..^20], "", "no json, \"Version\": 1", "{\"Version\":1}"]);

        _ = Assert.Single(history.Steps);
    }

    [Fact]
    public void A_step_that_was_taken_again_after_a_resume_counts_once()
    {
        var lines = Log(StepOf(1, 2.5), StepOf(1, 2.5), StepOf(2, 2.0));

        var history = RunHistory.Read(lines);

        Assert.Equal([1L, 2L], history.Steps.Select(step => step.Version));
    }

    private static TrainingEvent.StepMeasured StepOf(long version, double loss) => new(new StepFigures
    {
        Version = new Version(version),
        Loss = loss,
        Examples = 10,
        ForwardNfe = new(30, 32, 40, 300),
        BackwardNfe = new(50, 52, 60, 500),
        Failures = [new("NotFinite", 2)],
    });

    private static string[] Log(params TrainingEvent[] events)
    {
        using var text = new StringWriter();
        using (var logger = new LoggerConfiguration().WriteTo.Sink(new LinesTo(text)).CreateLogger())
        {
            var log = new EventLog(logger);
            foreach (var happened in events) log.Write(happened);
        }

        return text.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private sealed class LinesTo(StringWriter text) : Serilog.Core.ILogEventSink
    {
        private readonly JsonFormatter _formatter = new(renderMessage: true);

        public void Emit(Serilog.Events.LogEvent logEvent) => _formatter.Format(logEvent, text);
    }
}
