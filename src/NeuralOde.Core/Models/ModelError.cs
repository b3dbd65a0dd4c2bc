using NeuralOde.Core.Values;

namespace NeuralOde.Core.Models;

/// <summary>Why stages do not make a model. Stages are numbered from 0.</summary>
public abstract record ModelError
{
    private ModelError() { }

    /// <summary>There is no stage.</summary>
    public sealed record NoStage : ModelError;

    /// <summary>A stage takes rows of another size than the one before it gives.</summary>
    public sealed record SizesDiffer(int Before, string BeforeName, int Gives, string AfterName, int Takes)
        : ModelError;

    /// <summary>A stage reads the examples' own times or inputs, but gets one row an observation.</summary>
    public sealed record RowsAreObservations(int Stage, string Name, int Before) : ModelError;

    /// <summary>What is wrong, where, and the mend.</summary>
    public string Describe() => this switch
    {
        NoStage => "The model has no stage. Add at least one.",
        SizesDiffer e =>
            $"Stage {e.Before} ({e.BeforeName}) gives {e.Gives} features, but "
            + $"stage {e.Before + 1} ({e.AfterName}) takes {e.Takes}. "
            + "Change one of the two, or put a dense, augment or take stage between them.",
        RowsAreObservations e =>
            $"Stage {e.Stage} ({e.Name}) reads times or inputs of whole examples, "
            + $"but stage {e.Before} hands on one row an observation. "
            + $"Let stage {e.Before} hand on the end, or give stage {e.Stage} a fixed span.",
        _ => throw Unreachable.Case(this),
    };
}
