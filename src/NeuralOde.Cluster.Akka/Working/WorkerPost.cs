using Akka.Actor;
using NeuralOde.Actors.Mail;
using NeuralOde.Cluster.Akka.Letters;
using NeuralOde.Runtime.Hosting;

namespace NeuralOde.Cluster.Akka.Working;

/// <summary>Carries a worker's letters to the server, wherever that is.</summary>
/// <param name="leader">Knows where the server is.</param>
/// <param name="mail">Carries letters.</param>
internal sealed class WorkerPost(IActorRef leader, Mail mail) : IWorkerPost
{
    /// <inheritdoc/>
    public Task SendAsync(Envelope<ToServer> envelope)
    {
        mail.Write([leader], envelope);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    /// <remarks>Here one server holds all parameters, so that no such letter is ever written.</remarks>
    public Task SendAsync(int server, Envelope<ToRange> envelope) => Task.CompletedTask;
}
