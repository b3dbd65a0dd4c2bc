namespace NeuralOde.Core.Data;

/// <summary>How much data there is: all that a model and a plan need to know of it.</summary>
/// <param name="Training">The number of examples that are trained on.</param>
/// <param name="Validation">The number of examples that measure the progress of training.</param>
/// <param name="InputFeatures">The number of features that an example starts with.</param>
/// <param name="TargetFeatures">The number of features of a target.</param>
public sealed record DataShape(int Training, int Validation, int InputFeatures, int TargetFeatures)
{
    /// <summary>The shape of data that is here.</summary>
    public static DataShape Of(PreparedData data) => new(
        data.Training.Count, data.Validation.Count, data.Training.InputFeatures, data.Training.TargetFeatures);
}
