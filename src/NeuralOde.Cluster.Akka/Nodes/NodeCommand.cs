using System.CommandLine;

namespace NeuralOde.Cluster.Akka.Nodes;

/// <summary>The command line of <c>neuralode-akka</c>.</summary>
internal static class NodeCommand
{
    private static readonly Option<string[]> Role = new("--role")
    {
        Description = "What the node does: server may lead the run, worker solves. Give it twice for both.",
        Required = true,
    };

    private static readonly Option<string> Config = new("--config")
    {
        Description = "The engine's configuration, the same on every node.",
        DefaultValueFactory = _ => Path.Combine("cluster-config", "akka", "node.conf"),
    };

    private static readonly Option<string> Host = new("--host")
    {
        Description = "The name or address under which the others reach this node.",
        DefaultValueFactory = _ => "127.0.0.1",
    };

    private static readonly Option<int> Port = new("--port")
    {
        Description = "Its port.",
        DefaultValueFactory = _ => 4053,
    };

    private static readonly Option<string[]> Seed = new("--seed")
    {
        Description = "HOST:PORT of a node that lets this one in; once for each, the same on every node.",
        Required = true,
    };

    private static readonly Option<string> Experiment = new("--experiment")
    {
        Description = "The experiment, as JSON; the same on every server.",
        DefaultValueFactory = _ => "",
    };

    private static readonly Option<string> DataRoot = new("--data-root")
    {
        Description = "The one folder of which data files are read.",
        DefaultValueFactory = _ => ".",
    };

    private static readonly Option<string> Out = new("--out")
    {
        Description = "The folder for checkpoints, logs and the model; servers share it where they can.",
        DefaultValueFactory = _ => Path.Combine(".artifacts", "akka"),
    };

    private static readonly Option<int> Threads = new("--threads")
    {
        Description = "The units that a worker solves at the same time.",
        DefaultValueFactory = _ => Environment.ProcessorCount,
    };

    /// <summary>The command; it ends when the run is over, or a signal comes.</summary>
    public static RootCommand Create()
    {
        _ = Role.AcceptOnlyFromAmong(NodeRoles.Serving, NodeRoles.Working);
        var command = new RootCommand("A node of an Akka.NET cluster that trains one experiment.")
        {
            Role, Config, Host, Port, Seed, Experiment, DataRoot, Out, Threads,
        };
        command.SetAction(parsed => NodeRun.RunAsync(new()
        {
            Roles = parsed.GetValue(Role)!,
            Config = parsed.GetValue(Config)!,
            Host = parsed.GetValue(Host)!,
            Port = parsed.GetValue(Port),
            Seeds = parsed.GetValue(Seed)!,
            Experiment = parsed.GetValue(Experiment)!,
            DataRoot = parsed.GetValue(DataRoot)!,
            Out = parsed.GetValue(Out)!,
            Threads = parsed.GetValue(Threads),
        }));
        return command;
    }
}
