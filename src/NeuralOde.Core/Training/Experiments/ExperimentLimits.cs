namespace NeuralOde.Core.Training.Experiments;

/// <summary>The most that an experiment may ask for. It may come from a peer; what asks for more is refused
/// before memory is asked for.</summary>
public static class ExperimentLimits
{
    /// <summary>The characters of its text.</summary>
    public const int Characters = 1 << 16;

    /// <summary>The features of a layer, and of what flows between stages.</summary>
    public const int Width = 1 << 20;

    /// <summary>The pixels of a window, a stride or a border.</summary>
    public const int Window = 1 << 10;

    /// <summary>The lanes that are solved together.</summary>
    public const int Lanes = 1 << 12;

    /// <summary>The stored states of a tile.</summary>
    public const int Checkpoints = 1 << 12;

    /// <summary>The parts that examples are cut into.</summary>
    public const int Shards = 1 << 16;

    /// <summary>The examples of its data.</summary>
    public const int Examples = 1 << 24;

    /// <summary>The numbers of its data; as many as a file may hold.</summary>
    public const int Numbers = Data.DataLimits.FileBytes / sizeof(double);

    /// <summary>The parameters of its model.</summary>
    public const int Parameters = 1 << 27;
}
