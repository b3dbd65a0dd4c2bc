using Akka.Actor;
using Akka.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NeuralOde.Cluster.Akka.Nodes;
using AkkaCluster = Akka.Cluster.Cluster;

namespace NeuralOde.Cluster.Akka.Tests.Hosting;

/// <summary>A node of the program, started in this process on a port of loopback with the configuration that the
/// repository shows.</summary>
internal sealed class TestNode : IAsyncDisposable
{
    // A system that ends without leaving its cluster is what the others see of a process that is killed.
    private const string Killable = "akka.coordinated-shutdown.run-by-actor-system-terminate = off";

    private readonly IHost _host;

    private TestNode(IHost host, string place) => (_host, Place) = (host, place);

    /// <summary>Where it is; HOST:PORT.</summary>
    public string Place { get; }

    public bool IsAlive => !System.WhenTerminated.IsCompleted;

    public ActorSystem System => _host.Services.GetRequiredService<ActorSystem>();

    /// <summary>Starts a node.</summary>
    /// <param name="roles">What it does.</param>
    /// <param name="others">Where the others are; none begins a cluster.</param>
    public static async Task<TestNode> StartAsync(NodeRoles roles, IEnumerable<string> others)
    {
        var port = Loopback.FreePort();
        var place = $"127.0.0.1:{port}";
        var engine = ConfigurationFactory.ParseString(Killable).WithFallback(ConfigurationFactory.ParseString(
            await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "node.conf"))));
        var host = NodeHost.Of(
            new() { Engine = engine, Host = "127.0.0.1", Port = port, Seeds = [.. others.DefaultIfEmpty(place)] }, roles);
        var node = new TestNode(host, place);
        await host.StartAsync();
        return node;
    }

    /// <summary>Ends when it is a member of its cluster.</summary>
    public Task IsMemberAsync()
    {
        var isUp = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        AkkaCluster.Get(System).RegisterOnMemberUp(isUp.SetResult);
        return isUp.Task.WaitAsync(TimeSpan.FromMinutes(1));
    }

    /// <summary>Ends it as a signal does: it drains, and leaves its cluster.</summary>
    public Task LeaveAsync() => _host.StopAsync();

    /// <summary>Ends it without a word to the others.</summary>
    public Task KillAsync() => System.Terminate();

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _host.Dispose();
    }
}
