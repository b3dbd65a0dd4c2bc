namespace NeuralOde.Actors;

/// <summary>What an actor is: a pure and total function from its state and a message to its next state and
/// effects.</summary>
/// <typeparam name="TState">All that the actor knows; immutable.</typeparam>
/// <typeparam name="TMessage">What can happen to it.</typeparam>
/// <typeparam name="TEffect">What it can ask its host to do.</typeparam>
/// <remarks>One generic host runs every actor: it folds messages through <see cref="Receive"/> and carries
/// out the effects in their order.</remarks>
public interface IActor<TState, TMessage, TEffect>
{
    /// <summary>The next state, and what the host shall do.</summary>
    static abstract Transition<TState, TEffect> Receive(TState state, TMessage message);
}
