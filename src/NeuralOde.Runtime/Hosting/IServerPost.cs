using NeuralOde.Actors;
using NeuralOde.Actors.Mail;

namespace NeuralOde.Runtime.Hosting;

/// <summary>Carries a server's letters: at most once, in any order.</summary>
public interface IServerPost
{
    /// <summary>Carries a letter to a worker.</summary>
    Task SendAsync(WorkerId to, Envelope<ToWorker> envelope);

    /// <summary>Carries a letter to the server of another range.</summary>
    /// <param name="server">Which of the servers, from 1.</param>
    /// <param name="envelope">The letter.</param>
    Task SendAsync(int server, Envelope<ToRange> envelope);

    /// <summary>Carries a letter to every worker.</summary>
    Task BroadcastAsync(Envelope<ToWorker> envelope);

    /// <summary>Carries the pieces of a shard to a worker.</summary>
    Task SendShardAsync(WorkerId to, int shard);
}
