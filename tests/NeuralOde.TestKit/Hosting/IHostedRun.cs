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

    /// <summary>Ends when the server has reached a version. Where solves can be held, the run stays there until a later
    /// one is awaited or it is released, so that it is not over before what is done to it.</summary>
    Task Reached(long version);

    /// <summary>Lets the run go on to its end.</summary>
    void Release();
}
