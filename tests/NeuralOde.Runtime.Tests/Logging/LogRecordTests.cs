using NeuralOde.Actors.Reporting;
using NeuralOde.Runtime.Logging;
using NeuralOde.TestKit.Actors;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting.Json;
using Xunit;

namespace NeuralOde.Runtime.Tests.Logging;

public sealed class LogRecordTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Every_event_is_read_back_as_it_was_written(bool withMessage)
    {
        var sink = new Lines(new(renderMessage: withMessage));
        using (var log = new LoggerConfiguration().MinimumLevel.Verbose().Enrich.WithProperty("Run", "spiral")
            .Enrich.WithProperty("Node", "node-7").WriteTo.Sink(sink).CreateLogger())
        {
            foreach (var happened in EveryEvent.All) new EventLog(log).Write(happened);
        }

        var records = LogRecord.Read(sink.Written).ToArray();

        Assert.Equal(sink.Events.Select(one => one.MessageTemplate.Text), records.Select(one => one.Template));
        Assert.Equal(sink.Events.Select(one => one.RenderMessage()), records.Select(one => one.Message));
        Assert.Equal(sink.Events.Select(one => one.Level), records.Select(one => one.Level));
        Assert.Equal(sink.Events.Select(one => one.Timestamp), records.Select(one => one.At));
        Assert.All(records, record => Assert.Equal(("spiral", "node-7"), (record.Run, record.Node)));
    }

    [Fact]
    public void A_number_that_json_does_not_know_is_not_a_number()
    {
        var sink = new Lines(new());
        using (var log = new LoggerConfiguration().WriteTo.Sink(sink).CreateLogger())
        {
            new EventLog(log).Write(new TrainingEvent.StepMeasured(new StepFigures
            {
                Version = new(1),
                Loss = double.PositiveInfinity,
                ForwardNfe = new(1, 1, 1, 1),
                BackwardNfe = new(1, 1, 1, 1),
            }));
        }

        var record = LogRecord.Parse(Assert.Single(sink.Written));

        Assert.NotNull(record);
        Assert.True(double.IsNaN(record.Number("Loss")));
        Assert.Equal(0, record.Count("Loss"));
        Assert.Equal(1, record.Count("Version"));
        Assert.Equal("", record.Text("Version"));
    }

    private sealed class Lines(JsonFormatter formatter) : ILogEventSink
    {
        public List<string> Written { get; } = [];

        public List<LogEvent> Events { get; } = [];

        public void Emit(LogEvent logEvent)
        {
            using var text = new StringWriter();
            formatter.Format(logEvent, text);
            Written.Add(text.ToString().TrimEnd());
            Events.Add(logEvent);
        }
    }
}
