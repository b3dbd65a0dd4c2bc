using NeuralOde.Actors;
using NeuralOde.Actors.Mail;
using NeuralOde.Cluster.Akka.Letters;
using NeuralOde.Runtime.Hosting;

namespace NeuralOde.Cluster.Akka.Serving;

/// <summary>Carries the letters of one reign: a tell to each worker.</summary>
/// <param name="job">What is led.</param>
/// <param name="fence">The reign.</param>
/// <param name="workers">Where they are.</param>
/// <param name="mail">Carries letters.</param>
internal sealed class ServerPost(ServerJob job, Fence fence, Workforce workers, Mail mail) : IServerPost
{
    /// <inheritdoc/>
    public Task SendAsync(WorkerId to, Envelope<ToWorker> envelope)
    {
        mail.Write(workers.At(to), envelope);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    /// <remarks>Here one server holds all parameters, so that no such letter is ever written.</remarks>
    public Task SendAsync(int server, Envelope<ToRange> envelope) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task BroadcastAsync(Envelope<ToWorker> envelope)
    {
        mail.Write(workers.All, envelope);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task SendShardAsync(WorkerId to, int shard) => Task.Run(() =>
    {
        foreach (var part in job.Shard(shard))
        {
            mail.Write(workers.At(to), new Envelope<ToWorker>(job.Run, fence, part));
        }
    });
}
