using Akka.Actor;
using NeuralOde.Actors.Mail;
using NeuralOde.Cluster.Akka.Letters;
using NeuralOde.Runtime.Hosting;

namespace NeuralOde.Cluster.Akka.Working;

/// <summary>Carries a worker's letters to the server, wherever that is.</summary>
/// <param name="server">Knows where the server is.</param>
/// <param name="mail">Carries letters.</param>
internal sealed class WorkerPost(IActorRef server, Mail mail) : IWorkerPost
{
    /// <inheritdoc/>
    public Task SendAsync(Envelope<ToServer> envelope)
    {
        mail.Write([server], envelope);
        return Task.CompletedTask;
    }
}
