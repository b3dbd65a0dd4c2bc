using NeuralOde.Actors;
using NeuralOde.Actors.Mail;
using NeuralOde.Actors.Running;

namespace NeuralOde.Runtime.Hosting;

/// <summary>Carries a range server's letters: at most once, in any order.</summary>
public interface IRangePost
{
    /// <summary>Carries a letter to the server that leads.</summary>
    Task SendAsync(Envelope<ToServer> envelope);

    /// <summary>Carries a letter to a worker.</summary>
    Task SendAsync(WorkerId to, Envelope<ToWorker> envelope);

    /// <summary>Carries a letter to every worker.</summary>
    Task BroadcastAsync(Envelope<ToWorker> envelope);

    /// <summary>Gives the range of the last version to whoever follows the run; when this ends it is
    /// there.</summary>
    /// <param name="leader">The fence of the server that ends the run.</param>
    /// <param name="range">The range.</param>
    Task TellResultAsync(Fence leader, RangeSnapshot range);
}
