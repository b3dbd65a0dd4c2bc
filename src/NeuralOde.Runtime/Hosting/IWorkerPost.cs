using NeuralOde.Actors.Mail;

namespace NeuralOde.Runtime.Hosting;

/// <summary>Carries a worker's letters to the server: at most once, in any order.</summary>
public interface IWorkerPost
{
    /// <summary>Carries a letter.</summary>
    Task SendAsync(Envelope<ToServer> envelope);
}
