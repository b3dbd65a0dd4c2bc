using System.Globalization;
using NeuralOde.Actors.Reporting;
using NeuralOde.Actors.Running;
using NeuralOde.Cli.Clusters;
using NeuralOde.Cli.Consoles;
using NeuralOde.Cli.Reports;
using NeuralOde.Cli.Results;
using NeuralOde.Cluster.Brokers;
using NeuralOde.Cluster.Following;
using NeuralOde.Core.Values;
using NeuralOde.Runtime.Experiments;
using NeuralOde.Runtime.Files;
using NeuralOde.Runtime.Hosting;
using NeuralOde.Runtime.Logging;
using Serilog;
using Serilog.Events;

namespace NeuralOde.Cli.Runs;

/// <summary>Carries out a training: log, progress, signals, and what is written at its end.</summary>
internal static class TrainingRun
{
    /// <summary>Trains, and writes the results to standard output.</summary>
    public static Task<Result<ExitCode, Failure>> Run(TrainRequest request)
    {
        if (request.Where is TrainingPlace.Here) Rehearsal.Begin();
        return (request.Resume.Length > 0 ? ResumedRun.Prepare(request) : NewRun.Prepare(request)).Match(
            run => Run(run, request),
            failure => Task.FromResult<Result<ExitCode, Failure>>(failure));
    }

    private static async Task<Result<ExitCode, Failure>> Run(PreparedRun run, TrainRequest request)
    {
        using var interruption = new Interruption();
        using var folder = run.Folder;
        TrainingResult result;
        try
        {
            result = await Train(run, request, interruption.Token).ConfigureAwait(false);
        }
        catch (NobodyAnswersException silent)
        {
            return new Failure(interruption.CodeOr(ExitCode.Failed), silent.Message);
        }

        if (result.Ending is Ending.Failed(var reason))
        {
            Console.Error.WriteLine($"{reason} The last checkpoint is in {folder.Checkpoints}.");
        }

        return Finish(run, result, request).Map(code => interruption.CodeOr(code));
    }

    private static async Task<TrainingResult> Train(
        PreparedRun run, TrainRequest request, CancellationToken cancellation)
    {
        var node = string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName}:{Environment.ProcessId}");
        var experiment = run.Setup.Plan.Run;
        var isHere = request.Where is TrainingPlace.Here;
        var name = isHere ? experiment : Submission.NameOf(experiment);
        using var log = RunLog.Open(name, node, run.Folder.FullPath, LogEventLevel.Error, request.LogLevel);
        using var view = TrainingView.For(run.FirstVersion, run.Setup.Plan.Steps);
        foreach (var note in run.Setup.Data.Notes)
        {
            log.Warning(LogTemplates.DataNoted, note);
            view.Say(note);
        }

        if (log.IsEnabled(LogEventLevel.Debug)) Explain(run.Setup, log);
        var audience = new Audience(new EventLog(isHere ? log : log.ForContext(LogRecord.HeardName, true)), view);
        switch (request.Where)
        {
            case TrainingPlace.AtBroker(var broker):
                view.Say($"Run {name} begins when a server at {broker} takes it (neuralode node --role server).");
                return await ClusterTraining.RunAsync(run, new(name, broker), log, audience, cancellation)
                    .ConfigureAwait(false);
            case TrainingPlace.Started started:
                await using (LocalCluster.Start(ClusterOf(run, request, started)).ConfigureAwait(false))
                {
                    var submission = new Submission(name, started.Broker.For(BrokerUser.Follower));
                    return await ClusterTraining.RunAsync(run, submission, log, audience, cancellation)
                        .ConfigureAwait(false);
                }

            default:
                var checkpoints = new ExperimentCheckpoints(run.CheckpointFormat, run.Store, run.Newest);
                return await new ExperimentTraining(run.Setup, run.Start, checkpoints, request.Threads)
                    .RunAsync(audience, cancellation).ConfigureAwait(false);
        }
    }

    private static void Explain(ExperimentSetup setup, ILogger log)
    {
        foreach (var (stage, plan) in ExperimentPlans.Of(setup))
        {
            log.Debug(LogTemplates.StagePlanned, stage, string.Join('\n', plan));
        }
    }

    private static LocalClusterRequest ClusterOf(PreparedRun run, TrainRequest request, TrainingPlace.Started started) =>
        new(started.Broker, started.Workers, request.Threads)
        {
            Servers = request.Servers,
            DataRoot = ExperimentFolders.Load(RunFiles.DataFolders(run.Folder.FullPath)).FirstOrDefault(".")!,
            Out = run.Folder.FullPath,
        };

    private static Result<ExitCode, Failure> Finish(PreparedRun run, TrainingResult result, TrainRequest request) =>
        from model in ModelFile.Write(run.Folder.Model, ExperimentResults.Trained(run.Setup, result.Best))
            .MapError(Failure.Data)
        let outcome = TrainingOutcome.Of(run, result, request.Threads)
        from reported in Report(run, result.Best, outcome)
        select Write(reported, request.Json, result.Ending);

    private static Result<RunResult, Failure> Report(PreparedRun run, FlatVector parameters, RunResult outcome) =>
        run.Setup.Experiment.Report.Write
            ? RunReport.Write(run.Folder.FullPath, new(run.Setup, parameters), outcome)
                .Map(path => outcome with { Paths = [.. outcome.Paths, KeyValuePair.Create("report", path)] })
            : outcome;

    private static ExitCode Write(RunResult outcome, bool json, Ending ending)
    {
        ResultOutput.Write(outcome, json);
        return ending is Ending.Failed or Ending.Deposed ? ExitCode.Failed : ExitCode.Done;
    }

    /// <summary>Tells the log and the person at once.</summary>
    private sealed class Audience(EventLog log, ITrainingView view) : IProgress<TrainingEvent>
    {
        public void Report(TrainingEvent value)
        {
            log.Write(value);
            if (value is TrainingEvent.StepMeasured(var figures)) view.Show(figures);
        }
    }
}
