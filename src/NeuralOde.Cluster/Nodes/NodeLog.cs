using NeuralOde.Actors;
using NeuralOde.Actors.Mail;
using NeuralOde.Actors.Work;
using NeuralOde.Runtime.Logging;
using Serilog;

namespace NeuralOde.Cluster.Nodes;

/// <summary>What a node writes to its log beside the events of runs.</summary>
/// <param name="log">The log, whose context names the node.</param>
public sealed class NodeLog(ILogger log)
{
    /// <summary>The log itself.</summary>
    public ILogger Logger => log;

    internal void Waiting(string role, string node, string broker) =>
        log.Information(LogTemplates.NodeWaiting, role, node, broker);

    internal void Lost(string reason) => log.Warning(LogTemplates.BrokerLost, reason);

    internal void Taken(RunId run, string role) => log.Information(LogTemplates.RunTaken, run.Name, role);

    internal void Begun(RunId run, WorkUnit unit) =>
        log.Information(LogTemplates.FirstUnitBegun, run.Name, unit.ToString());

    internal void Holds(RunId run, int server, KeyRange range) =>
        log.Information(LogTemplates.RangeHeld, server, run.Name, range.Start, range.Start + range.Count - 1);

    internal void GaveBack(RunId run, int server) => log.Warning(LogTemplates.ServerGivenBack, server, run.Name);

    internal void NotCopied(int bytes, int limit) => log.Warning(LogTemplates.CheckpointNotCopied, bytes, limit);

    internal void NotTaken(RunId run, string reason) => log.Error(LogTemplates.RunNotTaken, run.Name, reason);

    internal void Left(RunId run) => log.Information(LogTemplates.RunLeft, run.Name);

    internal void Refused(string queue, object reason) => log.Error(LogTemplates.LetterRefused, queue, $"{reason}");

    internal void NotWanted(ProgramIdentity theirs, ProgramIdentity ours) =>
        log.Error(LogTemplates.WorkerNotWanted, $"{ours}", $"{theirs}");

    internal void Sent(int shard, WorkerId worker, int bytes) =>
        log.Information(LogTemplates.ShardSent, shard, worker.Name, bytes);
}
