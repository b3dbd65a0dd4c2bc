namespace NeuralOde.Actors.Running;

/// <summary>Whether a version must be saved.</summary>
public enum Urgency
{
    /// <summary>If one is due.</summary>
    WhenDue,

    /// <summary>In any case: somebody waits for it.</summary>
    Now,
}
