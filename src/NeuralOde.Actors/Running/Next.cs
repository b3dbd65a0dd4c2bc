using NeuralOde.Actors.Work;

namespace NeuralOde.Actors.Running;

/// <summary>What a run does after a version was reached or judged.</summary>
public abstract record Next
{
    private Next() { }

    /// <summary>A round of work.</summary>
    public sealed record Solve(Purpose Purpose) : Next;

    /// <summary>The end.</summary>
    public sealed record End(Ending Why) : Next;
}
