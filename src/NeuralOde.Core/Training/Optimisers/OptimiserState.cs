using NeuralOde.Core.Values;

namespace NeuralOde.Core.Training.Optimisers;

/// <summary>What an optimiser keeps between steps.</summary>
/// <param name="Steps">The number of steps taken.</param>
/// <param name="Vectors">
/// Running means and the like, one number a parameter, in the optimiser's order.
/// </param>
public sealed record OptimiserState(long Steps, ValueArray<NamedVector> Vectors)
{
    /// <summary>The name of the velocity of Momentum and Nesterov.</summary>
    public const string Velocity = "velocity";

    /// <summary>The name of the running mean of gradients of Adam and AdamW.</summary>
    public const string Mean = "mean";

    /// <summary>The name of the running mean of squared gradients of RmsProp, Adam and AdamW.</summary>
    public const string MeanOfSquares = "meanOfSquares";

    /// <summary>Which of the vectors is the velocity or the running mean of gradients, or −1.</summary>
    internal int IndexOfMean => IndexOf(Velocity) is var velocity and >= 0 ? velocity : IndexOf(Mean);

    /// <summary>Which of the vectors is the running mean of squares, or −1.</summary>
    internal int IndexOfSquares => IndexOf(MeanOfSquares);

    private int IndexOf(string name)
    {
        for (var i = 0; i < Vectors.Count; i++)
        {
            if (Vectors[i].Name == name) return i;
        }

        return -1;
    }
}

/// <summary>A vector with a name, under which files keep it.</summary>
/// <param name="Name">The name.</param>
/// <param name="Values">The numbers; shape [parameters].</param>
public sealed record NamedVector(string Name, FlatVector Values);
