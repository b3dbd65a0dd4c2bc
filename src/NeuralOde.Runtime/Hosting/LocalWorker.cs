using NeuralOde.Actors;
using NeuralOde.Actors.Mail;
using NeuralOde.Actors.Running;

namespace NeuralOde.Runtime.Hosting;

/// <summary>A shard worker in this process.</summary>
internal sealed class LocalWorker
{
    private volatile bool _isDead;

    public LocalWorker(
        RunPlan plan, Sender self, Func<LocalWorker, ShardWorker.Effect, Task> carry, Action<Exception> failed)
    {
        Id = self.Worker;
        var start = new ShardWorker.State
        {
            Run = plan.Run,
            Self = self,
            Skills = new(
                plan.Build, plan.Probe, [.. Enumerable.Range(0, Math.Max(1, plan.Batching.ShardSizes.Count))],
                Slots: 1),
        };
        Mailbox = new(start, effect => carry(this, effect), failed);
    }

    public WorkerId Id { get; }

    public Mailbox<ShardWorker, ShardWorker.State, ShardWorker.Message, ShardWorker.Effect> Mailbox { get; }

    public ITimer? Ticks { get; set; }

    public bool IsDead => _isDead;

    public void Kill()
    {
        _isDead = true;
        Ticks?.Dispose();
        Mailbox.Close();
    }
}
