namespace NeuralOde.Core.Training.Experiments;

/// <summary>What training makes small.</summary>
public abstract record LossSection
{
    private LossSection() { }

    /// <summary>The mean of squared differences.</summary>
    public sealed record Mse : LossSection;

    /// <summary>The mean of absolute differences.</summary>
    public sealed record Mae : LossSection;

    /// <summary>Squared near zero, absolute far from it.</summary>
    public sealed record Huber : LossSection
    {
        /// <summary>Where the two parts meet.</summary>
        [Field("Difference at which the squared part ends.", Unit = "unit of the target", Above = 0)]
        public double Delta { get; init; } = 1;
    }

    /// <summary>The sum of squared differences over a whole trajectory.</summary>
    public sealed record SumOfSquares : LossSection;

    /// <summary>The negative log-likelihood of the right class under a softmax.</summary>
    public sealed record CrossEntropy : LossSection;
}
