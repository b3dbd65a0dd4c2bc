using Akka.Actor;
using Akka.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace NeuralOde.Cluster.Akka.Nodes;

/// <summary>A node as a program of the generic host: signals drain it, and it ends with its
/// cluster.</summary>
public static class NodeHost
{
    // Draining, leaving the cluster, and the hand-over of the server.
    private static readonly TimeSpan TimeToLeave = TimeSpan.FromMinutes(1);

    /// <summary>A node that is not started yet.</summary>
    /// <param name="settings">Where it stands.</param>
    /// <param name="roles">What it does.</param>
    public static IHost Of(NodeSettings settings, NodeRoles roles)
    {
        var builder = Host.CreateApplicationBuilder();
        _ = builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeToLeave);
        _ = builder.Logging.ClearProviders()
            .AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace)
            .AddSimpleConsole(line => line.SingleLine = true)
            .SetMinimumLevel(LogLevel.Warning);
        _ = builder.Services.AddAkka(settings.Cluster, akka => _ = akka
            .ConfigureLoggers(loggers =>
            {
                _ = loggers.ClearLoggers();
                _ = loggers.AddLoggerFactory();
            })
            .AddHocon(settings.EngineFor(roles), HoconAddMode.Prepend)
            .WithActors((system, _) => Start(system, roles)));
        return builder.Build();
    }

    /// <summary>Starts what a node is in a system.</summary>
    internal static void Start(ActorSystem system, NodeRoles roles)
    {
        var node = system.ActorOf(Props.Create(() => new NodeActor(roles)), NodeActor.Name);
        var shutdown = CoordinatedShutdown.Get(system);
        shutdown.AddTask(CoordinatedShutdown.PhaseBeforeServiceUnbind, "drain", async () =>
        {
            // A node that its cluster has put out has nobody to take leave of.
            var isSignal = shutdown.ShutdownReason is CoordinatedShutdown.ClrExitReason;
            if (isSignal && !system.WhenTerminated.IsCompleted)
            {
                _ = await node.Ask<NodeActor.Stopped>(new NodeActor.StopWanted());
            }

            return global::Akka.Done.Instance;
        });
    }
}
