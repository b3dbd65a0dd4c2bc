using NeuralOde.Actors.Reporting;
using NeuralOde.Runtime.Logging;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting.Json;

namespace NeuralOde.Cli.Tests.Monitoring;

/// <summary>The lines that a node's log would hold.</summary>
internal static class LogLines
{
    private static readonly DateTimeOffset Start = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    /// <summary>Events of a node, each with the second after the start in which it happens.</summary>
    public static string[] Of(string node, params (int Second, TrainingEvent Event)[] events) =>
        [.. events.Select(one => Line(node, "spiral", At(one.Second), log => new EventLog(log).Write(one.Event)))];

    /// <summary>What a node writes of no run, a second after the start.</summary>
    public static string BrokerLost(string node, int second) =>
        Line(node, "none", At(second), log => log.Warning(LogTemplates.BrokerLost, "gone"));

    /// <summary>The same events as somebody writes them who heard of them.</summary>
    public static string[] Heard(params (int Second, TrainingEvent Event)[] events) =>
    [
        .. events.Select(one => Line("follower", "spiral", At(one.Second), log =>
            new EventLog(log.ForContext(LogRecord.HeardName, true)).Write(one.Event))),
    ];

    /// <summary>The time of a second after the start.</summary>
    public static DateTimeOffset At(int second) => Start.AddSeconds(second);

    /// <summary>A step with two workers, of which the first works twice as much.</summary>
    public static TrainingEvent Step(long version, double loss) => new TrainingEvent.StepMeasured(Figures(version, loss));

    /// <summary>What a log says of it.</summary>
    public static StepFigures Figures(long version, double loss) => new()
    {
        Version = new(version),
        Loss = loss,
        Examples = 10,
        ExamplesPerSecond = 100,
        ElapsedMs = 20,
        MakespanOverIdeal = 1.5,
        ForwardNfe = new(30, 32, 40, 300),
        BackwardNfe = new(50, 52, 60, 500),
        Failures = [new("NotFinite", 2)],
        Idle = [new(new("a"), 0.25, 4), new(new("b"), 0.5, 2)],
    };

    private static string Line(string node, string run, DateTimeOffset at, Action<ILogger> write)
    {
        var sink = new Stamped(at);
        using (var log = new LoggerConfiguration().MinimumLevel.Verbose().Enrich.WithProperty("Run", run)
            .Enrich.WithProperty("Node", node).WriteTo.Sink(sink).CreateLogger())
        {
            write(log);
        }

        return sink.Text;
    }

    private sealed class Stamped(DateTimeOffset at) : ILogEventSink
    {
        public string Text { get; private set; } = "";

        public void Emit(LogEvent logEvent)
        {
            using var text = new StringWriter();
            var stamped = new LogEvent(
                at, logEvent.Level, logEvent.Exception, logEvent.MessageTemplate,
                logEvent.Properties.Select(one => new LogEventProperty(one.Key, one.Value)));
            new JsonFormatter(renderMessage: true).Format(stamped, text);
            Text = text.ToString().TrimEnd();
        }
    }
}
