namespace NeuralOde.Core.Data;

/// <summary>What is loaded at most; more is refused before memory is asked for.</summary>
public static class DataLimits
{
    /// <summary>The bytes of one file, after it is unpacked.</summary>
    public const int FileBytes = 1 << 30;

    /// <summary>The axes of an array.</summary>
    public const int Axes = 32;
}
