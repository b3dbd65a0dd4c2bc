using System.CommandLine;
using NeuralOde.Cluster.Akka.Nodes;

// Ctrl-C and SIGTERM are the host's: System.CommandLine would end the node 2 s after them.
var settings = new InvocationConfiguration { ProcessTerminationTimeout = null };
return await NodeCommand.Create().Parse(args).InvokeAsync(settings);
