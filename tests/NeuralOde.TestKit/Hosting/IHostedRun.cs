using NeuralOde.Runtime.Hosting;

namespace NeuralOde.TestKit.Hosting;

/// <summary>A run on some host, as the conformance suite handles it.</summary>
public interface IHostedRun : IAsyncDisposable
{
    Task<RunOutcome> Outcome { get; }

    Task StartServer();

    Task StartWorker(string name);

    Task KillServer();

    Task KillWorker(string name);

    Task LetWorkerLeave(string name);

    Task RequestStop();

    /// <summary>Ends when the server has reached a version.</summary>
    Task Reached(long version);
}
