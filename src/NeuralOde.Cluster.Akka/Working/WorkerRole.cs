using NeuralOde.Actors;
using NeuralOde.Actors.Mail;
using NeuralOde.Core.Values;
using NeuralOde.Runtime.Hosting;

namespace NeuralOde.Cluster.Akka.Working;

/// <summary>Who a worker is, and how it takes part in a run.</summary>
/// <param name="Name">Its name: letters, digits and dashes; it stays the same when the node is started
/// again.</param>
/// <param name="Take">Puts a run together here, or says why it cannot; it may take long.</param>
public sealed record WorkerRole(string Name, Func<RunId, RunDescription, Result<WorkerJob, string>> Take);
