using Akka.Actor;
using Akka.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NeuralOde.Actors;
using NeuralOde.Cluster.Akka.Serving;
using NeuralOde.Cluster.Akka.Working;
using NeuralOde.Core.Values;
using NeuralOde.Runtime.Experiments;
using NeuralOde.Runtime.Logging;
using Serilog;
using Serilog.Events;

namespace NeuralOde.Cluster.Akka.Nodes;

/// <summary>Runs a node as a program.</summary>
internal static class NodeRun
{
    private const int Done = 0;
    private const int Failed = 1;

    /// <summary>Ends when the run is over, a signal came, or the cluster has put the node out.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(NodeRequest request)
    {
        var folder = Path.Combine(request.Out, request.Name);
        using var log = RunLog.Open(new RunId("none"), request.Name, folder, LogEventLevel.Information);
        return await Job(request, log)
            .Match(job => RunAsync(request, job, log), problem => Task.FromResult(Fail(problem)));
    }

    private static async Task<int> RunAsync(NodeRequest request, ServerJob? job, ILogger log)
    {
        using var slots = new SemaphoreSlim(request.Threads);
        var seat = new WorkerSeat(new(request.Name), request.DataRoot, request.Threads, slots);
        var worker = request.Roles.Contains(NodeRoles.Working) ? new WorkedExperiment(seat, log).Role : null;
        var ended = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var host = NodeHost.Of(
            new()
            {
                Engine = ConfigurationFactory.ParseString(
                    await File.ReadAllTextAsync(request.Config)),
                Host = request.Host,
                Port = request.Port,
                Seeds = request.Seeds,
            },
            new(job, worker, problem => _ = ended.TrySetResult(problem)));
        await host.StartAsync();
        var shutdown = CoordinatedShutdown.Get(host.Services.GetRequiredService<ActorSystem>());
        var life = host.Services.GetRequiredService<IHostApplicationLifetime>();
        _ = ended.Task.ContinueWith(_ => life.StopApplication(), TaskScheduler.Default);
        await host.WaitForShutdownAsync();
        return Problem(shutdown.ShutdownReason, ended.Task) is { } problem ? Fail(problem) : Done;
    }

    private static string? Problem(CoordinatedShutdown.Reason? reason, Task<string> ended) => reason switch
    {
        CoordinatedShutdown.ClusterDowningReason => "The cluster has put this node out. Start it again.",
        CoordinatedShutdown.ClusterJoinUnsuccessfulReason =>
            "No node that --seed names let this one in. Start one of them, and then this one again.",
        _ => ended is { IsCompleted: true, Result: { Length: > 0 } problem } ? problem : null,
    };

    private static Result<ServerJob?, string> Job(NodeRequest request, ILogger log)
    {
        if (!request.Roles.Contains(NodeRoles.Serving)) return new Result<ServerJob?, string>.Ok(null);
        if (request.Experiment.Length == 0) return "--experiment: a server needs the one that it leads.";
        return ServedExperiment.Read(request.Experiment, request.DataRoot)
            .Map(setup => new ServedExperiment(
                setup, request.Out, log.ForContext("Run", setup.Plan.Run.Name)))
            .Bind(served => served.Job())
            .Map(ServerJob? (job) => job);
    }

    private static int Fail(string problem)
    {
        Console.Error.WriteLine(problem);
        return Failed;
    }
}
