using NeuralOde.Actors.Mail;

namespace NeuralOde.Runtime.Hosting;

/// <summary>Carries a worker's letters to the servers: at most once, in any order.</summary>
public interface IWorkerPost
{
    /// <summary>Carries a letter to the server that leads.</summary>
    Task SendAsync(Envelope<ToServer> envelope);

    /// <summary>Carries a letter to the server of another range.</summary>
    /// <param name="server">Which of the servers, from 1.</param>
    /// <param name="envelope">The letter.</param>
    Task SendAsync(int server, Envelope<ToRange> envelope);
}
