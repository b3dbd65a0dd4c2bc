namespace NeuralOde.Actors;

/// <summary>What receiving a message gives.</summary>
/// <param name="State">The actor's next state.</param>
/// <param name="Effects">What the host shall do, in this order.</param>
public readonly record struct Transition<TState, TEffect>(TState State, IReadOnlyList<TEffect> Effects)
{
    /// <summary>Nothing is to be done: the state as it is.</summary>
    public static implicit operator Transition<TState, TEffect>(TState state) => new(state, []);

    /// <summary>Continues with a step that starts from this state; its effects come after these.</summary>
    public Transition<TState, TEffect> Then(Func<TState, Transition<TState, TEffect>> step)
    {
        var next = step(State);
        return new(next.State, Effects.Count == 0 ? next.Effects : [.. Effects, .. next.Effects]);
    }

    /// <summary>Adds effects after these.</summary>
    public Transition<TState, TEffect> And(params ReadOnlySpan<TEffect> effects) =>
        new(State, [.. Effects, .. effects]);
}
