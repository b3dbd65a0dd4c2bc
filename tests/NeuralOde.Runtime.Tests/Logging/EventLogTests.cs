using System.Text.Json;
using NeuralOde.Actors.Reporting;
using NeuralOde.Actors.Running;
using NeuralOde.Runtime.Hosting;
using NeuralOde.Runtime.Logging;
using NeuralOde.TestKit.Actors;
using Serilog;
using Serilog.Events;
using Xunit;

namespace NeuralOde.Runtime.Tests.Logging;

public sealed class EventLogTests
{
    private static readonly RunPlan Plan = ScriptedProblem.ValidatedPlan(steps: 4);

    [Fact]
    public async Task A_run_is_a_file_of_json_lines_with_run_node_actor_and_step()
    {
        var folder = Directory.CreateTempSubdirectory("neuralode-log-").FullName;

        await using (var log = RunLog.Open(Plan.Run, "node-7", folder, LogEventLevel.Fatal)) await Train(log);

        var events = (await File.ReadAllLinesAsync(Path.Combine(folder, "log.jsonl")))
            .Select(line => JsonDocument.Parse(line).RootElement.GetProperty("Properties"))
            .ToArray();
        Directory.Delete(folder, recursive: true);
        Assert.All(events, one => Assert.Equal("scripted", one.GetProperty("Run").GetString()));
        Assert.All(events, one => Assert.Equal("node-7", one.GetProperty("Node").GetString()));
        Assert.All(events, one => Assert.NotEmpty(one.GetProperty("Actor").GetString()!));
        var steps = events.Where(one => one.TryGetProperty("Figures", out _)).ToArray();
        Assert.Equal([1, 2, 3, 4], steps.Select(one => one.GetProperty("Step").GetInt64()));
        Assert.All(
            steps, one => Assert.Equal(256, one.GetProperty("Figures").GetProperty("Examples").GetInt64()));
    }

    [Fact]
    public async Task The_shipped_configuration_writes_the_same_lines()
    {
        var folder = Directory.CreateTempSubdirectory("neuralode-log-").FullName;
        var shipped = await File.ReadAllTextAsync(Path.Combine(Root(), "cluster-config", "logging.json"));
        var file = Path.Combine(folder, "logging.json");
        var here = shipped
            .Replace("logs/neuralode.jsonl", $"{folder}/a.jsonl", StringComparison.Ordinal)
            .Replace("Level\": \"Information\"", "Level\": \"Fatal\"", StringComparison.Ordinal);
        await File.WriteAllTextAsync(file, here);

        await using (var log = RunLog.Configured(Plan.Run, "node-7", file)) await Train(log);

        var lines = await File.ReadAllLinesAsync(Path.Combine(folder, "a.jsonl"));
        Directory.Delete(folder, recursive: true);
        Assert.Equal(4, lines.Count(line => line.Contains("\"Figures\"", StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_event_has_a_line()
    {
        var seen = new List<LogEvent>();
        using var log =
            new LoggerConfiguration().MinimumLevel.Verbose().WriteTo.Sink(new Sink(seen)).CreateLogger();
        var eventLog = new EventLog(log);

        foreach (var happened in EveryEvent.All) eventLog.Write(happened);

        Assert.Equal(
            typeof(TrainingEvent).GetNestedTypes().Length,
            EveryEvent.All.Select(happened => happened.GetType()).Distinct().Count());
        Assert.Equal(EveryEvent.All.Count(happened => happened is not TrainingEvent.StepApplied), seen.Count);
        Assert.All(seen, one => Assert.DoesNotContain(one.MessageTemplate.Tokens, token =>
            token is Serilog.Parsing.PropertyToken hole && !one.Properties.ContainsKey(hole.PropertyName)));
    }

    private static async Task Train(ILogger log)
    {
        var eventLog = new EventLog(log);
        _ = await LocalTraining.RunAsync(
            new(
                new()
                {
                    Plan = Plan,
                    Start = ScriptedProblem.Start(Plan),
                    Checkpoints = new MemoryCheckpoints(),
                    Log = eventLog.Write,
                },
                static () => new ScriptedSolver(Plan),
                Threads: 2),
            new Progress<TrainingEvent>());
    }

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "NeuralOde.Distributed.sln")))
        {
            folder = Path.GetDirectoryName(folder)!;
        }
        return folder;
    }

    private sealed class Sink(List<LogEvent> seen) : Serilog.Core.ILogEventSink
    {
        public void Emit(LogEvent logEvent) => seen.Add(logEvent);
    }
}
