using NeuralOde.Actors;

namespace NeuralOde.Runtime.Hosting;

/// <summary>A parameter server and its checkpointer in this process: they live and die together.</summary>
internal sealed class LocalServer
{
    private volatile bool _isDead;

    public LocalServer(
        LocalRun run,
        double nowMs,
        Func<LocalServer, ParameterServer.Effect, Task> carry,
        Func<LocalServer, Checkpointer.Effect, Task> keep,
        Action<Exception> failed)
    {
        Mailbox = new(ParameterServer.State.Of(run.Plan, run.Start), effect => carry(this, effect), failed);
        Checkpointer = new(new() { Due = run.Due, LastAtMs = nowMs }, effect => keep(this, effect), failed);
    }

    public Mailbox<ParameterServer, ParameterServer.State, ParameterServer.Message, ParameterServer.Effect> Mailbox
    { get; }

    public Mailbox<Checkpointer, Checkpointer.State, Checkpointer.Message, Checkpointer.Effect> Checkpointer { get; }

    public ITimer? Ticks { get; set; }

    public Fence Fence { get; set; }

    public bool IsDead => _isDead;

    public void Kill()
    {
        _isDead = true;
        Ticks?.Dispose();
        Mailbox.Close();
        Checkpointer.Close();
    }
}
