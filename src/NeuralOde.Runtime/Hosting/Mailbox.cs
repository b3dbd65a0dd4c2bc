using System.Threading.Tasks.Dataflow;
using NeuralOde.Actors;

namespace NeuralOde.Runtime.Hosting;

/// <summary>Runs one actor: folds its messages, one at a time, and carries out the effects in their
/// order.</summary>
/// <typeparam name="TActor">The actor.</typeparam>
/// <typeparam name="TState">What it knows.</typeparam>
/// <typeparam name="TMessage">What can happen to it.</typeparam>
/// <typeparam name="TEffect">What it can ask for.</typeparam>
public sealed class Mailbox<TActor, TState, TMessage, TEffect>
    where TActor : IActor<TState, TMessage, TEffect>
{
    // Credit keeps the letters under way to a few per worker, so a mailbox of this size does not fill, and
    // actors that await one another's mailboxes do not stand still.
    private const int Capacity = 4096;

    private readonly ActionBlock<TMessage> _block;
    private TState _state;

    /// <summary>An actor at its start.</summary>
    /// <param name="start">Its first state.</param>
    /// <param name="carryOut">Carries out one effect.</param>
    /// <param name="failed">Is told what was thrown; the actor goes on with its next message.</param>
    public Mailbox(TState start, Func<TEffect, Task> carryOut, Action<Exception> failed)
    {
        _state = start;
        _block = new(
            async message =>
            {
                try
                {
                    (_state, var effects) = TActor.Receive(_state, message);
                    for (var i = 0; i < effects.Count; i++) await carryOut(effects[i]).ConfigureAwait(false);
                }
                catch (Exception thrown)
                {
                    failed(thrown);
                }
            },
            new() { BoundedCapacity = Capacity, MaxDegreeOfParallelism = 1, SingleProducerConstrained = false });
    }

    /// <summary>Hands over a message; the task ends when it has a place. An actor that is gone takes
    /// nothing.</summary>
    public Task SendAsync(TMessage message) => _block.SendAsync(message);

    /// <summary>Hands over a message that will come again, so that it may be dropped when there is no
    /// place.</summary>
    public void Offer(TMessage message) => _ = _block.Post(message);

    /// <summary>Takes no more messages.</summary>
    public void Close() => _block.Complete();

    /// <summary>Ends when all messages are received after <see cref="Close"/>.</summary>
    public Task Completion => _block.Completion;
}
